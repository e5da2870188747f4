using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace OrderDesk.Web.Shell;

/// <summary>Reads one section of the settings value by value, so that every mistake in it is named with its key and not only the first.</summary>
internal static class OptionMistakes
{
    /// <summary>What is wrong in a section.</summary>
    public static IEnumerable<string> Of<TOptions>(IConfiguration configuration, string section)
        where TOptions : class, new() => Read(configuration.GetSection(section), new TOptions());

    private static List<string> Read(IConfigurationSection section, object options)
    {
        var mistakes = new List<string>();
        foreach (var property in options.GetType().GetProperties().Where(property => property.SetMethod is { IsPublic: true }))
        {
            var part = section.GetSection(property.Name);
            if (IsGroup(property.PropertyType))
            {
                mistakes.AddRange(Read(part, property.GetValue(options)!));
            }
            else if (part.Exists())
            {
                Take(part, property, options, mistakes);
            }
        }

        var wrong = new List<ValidationResult>();
        foreach (var property in options.GetType().GetProperties())
        {
            Validator.TryValidateProperty(property.GetValue(options), new ValidationContext(options) { MemberName = property.Name }, wrong);
        }

        // Asked by itself: the framework asks only once every single value is right, and all mistakes are to be named at once.
        wrong.AddRange((options as IValidatableObject)?.Validate(new ValidationContext(options)) ?? []);
        mistakes.AddRange(wrong.Select(result => $"{section.Path}:{string.Join(", ", result.MemberNames)}: {result.ErrorMessage}"));
        return mistakes;
    }

    private static void Take(IConfigurationSection part, PropertyInfo property, object options, List<string> mistakes)
    {
        try
        {
            property.SetValue(options, part.Get(property.PropertyType));
        }
        catch (Exception failure) when (failure is InvalidOperationException or ArgumentException)
        {
            mistakes.Add($"{part.Path} is '{part.Value}'; it is {Wanted(property.PropertyType)}.");
        }
    }

    private static string Wanted(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var asked when asked == typeof(bool) => "true or false",
        var asked when asked == typeof(TimeSpan) => "a time such as 00:30:00",
        var asked when asked == typeof(int) => "a whole number",
        { IsEnum: true } asked => $"one or several of {string.Join(", ", Enum.GetNames(asked))}",
        var asked => $"a {asked.Name}",
    };

    private static bool IsGroup(Type type) =>
        type.IsClass && type != typeof(string) && !typeof(IEnumerable).IsAssignableFrom(type) && type.Namespace?.StartsWith("OrderDesk", StringComparison.Ordinal) == true;
}
