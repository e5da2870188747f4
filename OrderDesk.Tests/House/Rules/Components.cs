using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using OrderDesk.Core.Shared;

namespace OrderDesk.Tests.House.Rules;

/// <summary>What components may know: pages and dialogs act, all others show.</summary>
internal static class Components
{
    /// <summary>Whether this is a use case: a public class whose public RunAsync or ReadAsync takes an actor.</summary>
    public static bool IsUseCase(Type type) =>
        type is { IsClass: true, IsPublic: true, IsAbstract: false }
        && type.GetMethods(BindingFlags.Public | BindingFlags.Instance)
            .Any(method => method.Name is "RunAsync" or "ReadAsync" && method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Actor)));

    /// <summary>The use cases a component is given although it is neither a page nor a dialog.</summary>
    public static IEnumerable<string> ActsBehindThePage(Type component, Func<Type, bool> isUseCase)
    {
        if (component.IsDefined(typeof(RouteAttribute), inherit: false) || component.Name.EndsWith("Dialog", StringComparison.Ordinal))
        {
            return [];
        }

        return
            from injected in Injected(component)
            where isUseCase(injected)
            select $"{component.Name} is given {injected.Name}";
    }

    /// <summary>Whether a page says who may enter: a policy, or everybody.</summary>
    public static bool SaysWhoMayEnter(Type page) =>
        page.IsDefined(typeof(AllowAnonymousAttribute), inherit: true)
        || page.GetCustomAttributes<AuthorizeAttribute>(inherit: true).Any(authorize => !string.IsNullOrWhiteSpace(authorize.Policy));

    /// <summary>The rows of the database that a type lets a caller fill: through a parameter of its endpoints or a bound property of a component.</summary>
    public static IEnumerable<string> LetsOutsidersFill(Type type, Func<Type, bool> isRow)
    {
        const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var bound = typeof(IComponent).IsAssignableFrom(type)
            ? type.GetProperties(Own).Where(IsBound).Select(property => (Where: $"{type.Name}.{property.Name}", Type: property.PropertyType))
            : type.GetMethods(Own).SelectMany(method => method.GetParameters(), (method, parameter) => (Where: $"{type.Name}.{method.Name}({parameter.Name})", Type: parameter.ParameterType));
        return
            from taken in bound
            from part in Parts(taken.Type, [])
            where isRow(part)
            select $"{taken.Where} lets outsiders fill {part.Name}";
    }

    private static bool IsBound(PropertyInfo property) =>
        property.IsDefined(typeof(SupplyParameterFromFormAttribute)) || property.IsDefined(typeof(SupplyParameterFromQueryAttribute));

    private static IEnumerable<Type> Injected(Type component)
    {
        const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;
        var properties = component.GetProperties(Any).Where(property => property.IsDefined(typeof(InjectAttribute))).Select(property => property.PropertyType);
        var constructors = component.GetConstructors(Any).SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.ParameterType);
        return properties.Concat(constructors).Distinct();
    }

    /// <summary>A type with what it is a list of, and the types of the properties of our own records.</summary>
    private static IEnumerable<Type> Parts(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type))
        {
            return [];
        }

        var isList = type.IsArray || (type != typeof(string) && typeof(System.Collections.IEnumerable).IsAssignableFrom(type)) || Nullable.GetUnderlyingType(type) is not null;
        var inner = type.IsArray ? [type.GetElementType()!] : isList && type.IsGenericType ? type.GetGenericArguments() : [];
        var isOurs = type.Assembly.GetName().Name?.StartsWith("OrderDesk.", StringComparison.Ordinal) == true && !type.IsInterface && !typeof(Delegate).IsAssignableFrom(type);
        var held = isOurs ? type.GetProperties().Where(property => property.SetMethod is { IsPublic: true }).Select(property => property.PropertyType) : [];
        return [type, .. inner.Concat(held).SelectMany(part => Parts(part, seen))];
    }
}
