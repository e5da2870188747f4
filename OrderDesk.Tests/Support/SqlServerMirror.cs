using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;
using Xunit.Sdk;

namespace OrderDesk.Tests.Support;

/// <summary>
/// Every query that a test runs for the first time is also translated for SQL Server and its T-SQL parsed, so that no list, update or delete is
/// written that SQL Server could not run. The desks of the tests carry one.
/// </summary>
public sealed class SqlServerMirror : IQueryExpressionInterceptor
{
    /// <summary>The one mirror: a query is compiled once per process.</summary>
    public static SqlServerMirror Instance { get; } = new();

    /// <inheritdoc/>
    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
    {
        foreach (var sql in Translate(queryExpression))
        {
            if (TSql.Errors(sql) is { Count: > 0 } errors)
            {
                throw new XunitException($"SQL Server would not understand this query: {string.Join("; ", errors)}\n{sql}");
            }
        }

        return queryExpression;
    }

    /// <summary>The T-SQL of a query that was written for another engine.</summary>
    public static IReadOnlyList<string> Translate(Expression query)
    {
        using var dry = new SqlServerDry();
        var provider = dry.Db.GetService<IAsyncQueryProvider>();
        var rewrite = new Rewrite(dry.Db, provider);
        var moved = rewrite.Visit(query);
        if (rewrite.HasRawSql)
        {
            return [];
        }

        try
        {
            return moved.Type.IsAssignableTo(typeof(IQueryable))
                ? [provider.CreateQuery(moved).ToQueryString()]
                : Run(dry, provider, moved);
        }
        catch (Exception failure) when (failure is InvalidOperationException or NotSupportedException)
        {
            throw new XunitException($"SQL Server cannot run this query: {failure.Message}", failure);
        }
    }

    private static IReadOnlyList<string> Run(SqlServerDry dry, IAsyncQueryProvider provider, Expression query)
    {
        try
        {
            provider.Execute(query);
        }
        catch (TargetInvocationException failure) when (dry.Commands.Count == 0 && failure.InnerException is { } why)
        {
            throw new InvalidOperationException(why.Message, why);
        }
        catch (TargetInvocationException)
        {
            // "Sequence contains no elements": the command was caught and answered with nothing.
        }

        return dry.Commands;
    }

    /// <summary>Moves a query to the model of SQL Server and gives its parameters sample values.</summary>
    private sealed class Rewrite(DbContext db, IAsyncQueryProvider provider) : ExpressionVisitor
    {
        public bool HasRawSql { get; private set; }

        protected override Expression VisitExtension(Expression node)
        {
            switch (node)
            {
                case EntityQueryRootExpression root when root.GetType() == typeof(EntityQueryRootExpression):
                    return new EntityQueryRootExpression(provider, db.Model.FindEntityType(root.EntityType.Name)!);
                case EntityQueryRootExpression:
                    HasRawSql = true;
                    return node;
                case QueryParameterExpression parameter:
                    var box = typeof(Box<>).MakeGenericType(parameter.Type);
                    return Expression.Field(Expression.Constant(Activator.CreateInstance(box, Sample(parameter.Type))), "Value");
                default:
                    HasRawSql |= node.GetType().Name.StartsWith("SqlQuery", StringComparison.Ordinal);
                    return base.VisitExtension(node);
            }
        }

        protected override Expression VisitMethodCall(MethodCallExpression node) =>
            node.Method.Name == "AsSplitQuery" ? Visit(node.Arguments[0]) : base.VisitMethodCall(node);

        private static object? Sample(Type type)
        {
            if (Nullable.GetUnderlyingType(type) is { } inner)
            {
                return Sample(inner);
            }

            if (type == typeof(string))
            {
                return "a";
            }

            var element = type.IsArray
                ? type.GetElementType()
                : type.GetInterfaces().Append(type).FirstOrDefault(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];
            return element is not null ? List(type, element) : type.IsValueType ? Value(type) : null;
        }

        private static object Value(Type type) =>
            type == typeof(DateTime) ? DateTime.UnixEpoch
            : type.IsPrimitive && type != typeof(bool) && type != typeof(char) ? Convert.ChangeType(1, type, System.Globalization.CultureInfo.InvariantCulture)
            : Activator.CreateInstance(type)!;

        private static object List(Type type, Type element)
        {
            var array = Array.CreateInstance(element, 2);
            array.SetValue(Sample(element), 0);
            array.SetValue(Sample(element), 1);
            if (type.IsInstanceOfType(array))
            {
                return array;
            }

            var copying = type.GetConstructors().FirstOrDefault(constructor =>
                constructor.GetParameters() is [var only] && only.ParameterType.IsInstanceOfType(array) && only.ParameterType != typeof(int));
            return copying?.Invoke([array])
                ?? typeof(Enumerable).GetMethod(nameof(Enumerable.ToList), BindingFlags.Public | BindingFlags.Static)!.MakeGenericMethod(element).Invoke(null, [array])!;
        }

        private sealed class Box<T>(T value)
        {
            public readonly T Value = value;
        }
    }
}
