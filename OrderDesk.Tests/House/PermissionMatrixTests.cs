using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Access;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.House.Rules;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.House;

/// <summary>Who may do what: every use case is tried as every role, and the answer is what <c>permission-matrix.txt</c> says.</summary>
public class PermissionMatrixTests
{
    private static readonly StaffRoles[] Roles = [StaffRoles.None, StaffRoles.Agent, StaffRoles.WarehouseLead, StaffRoles.Manager, StaffRoles.Administrator];

    private static string Place => RepoRoot.At("OrderDesk.Tests", "House", "permission-matrix.txt");

    private static string[] Written => File.ReadAllLines(Place).Where(line => line.Length > 0 && line[0] != '#').ToArray();

    [Fact]
    public async Task Every_use_case_admits_the_roles_that_the_matrix_says()
    {
        await using var desk = await TestDesk.OpenAsync();
        var found = new List<string>();
        foreach (var (type, method) in Entrances())
        {
            var admitted = new List<StaffRoles>();
            foreach (var role in Roles)
            {
                if (await AdmitsAsync(desk, type, method, desk.Staff(role)))
                {
                    admitted.Add(role);
                }
            }

            found.Add($"{type.Name}.{method.Name}: {(admitted.Count == 0 ? "nobody on the staff" : string.Join(", ", admitted))}");
        }

        if (Environment.GetEnvironmentVariable("ORDERDESK_WRITE_MATRIX") == "true")
        {
            await File.WriteAllLinesAsync(Place, File.ReadLines(Place).TakeWhile(line => line.StartsWith('#')).Concat(found).ToArray(), TestContext.Current.CancellationToken);
        }

        var missing = found.Except(Written).Select(line => $"the matrix lacks: {line}");
        var gone = Written.Except(found).Select(line => $"no longer true: {line}");
        Assert.True(!missing.Concat(gone).Any(), string.Join('\n', missing.Concat(gone)));
    }

    [Fact]
    public void Every_use_case_can_say_no() =>
        Assert.Empty(Entrances().Where(entrance => ErrorOf(entrance.Method.ReturnType) is null).Select(entrance => $"{entrance.Type.Name}.{entrance.Method.Name}"));

    [Fact]
    public async Task Every_permission_is_held_by_a_role_or_by_channels()
    {
        await using var desk = await TestDesk.OpenAsync();
        var held = desk.Services.GetRequiredService<RoleGrants>().All.Select(grant => grant.Permission).Append(IntakePermissions.Take);

        Assert.Empty(Permissions().Except(held));
    }

    [Fact]
    public void No_permission_has_two_names() => Assert.Equal(Permissions().Count(), Permissions().Distinct().Count());

    internal static IEnumerable<string> Permissions() =>
        from type in typeof(Actor).Assembly.GetTypes()
        where type.Name.EndsWith("Permissions", StringComparison.Ordinal)
        from field in type.GetFields(BindingFlags.Public | BindingFlags.Static)
        where field.IsLiteral && field.FieldType == typeof(string)
        select (string)field.GetRawConstantValue()!;

    private static IEnumerable<(Type Type, MethodInfo Method)> Entrances() =>
        from type in typeof(Actor).Assembly.GetTypes().Where(Components.IsUseCase).OrderBy(type => type.Name, StringComparer.Ordinal)
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance)
        where method.Name is "RunAsync" or "ReadAsync" && method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Actor))
        select (type, method);

    /// <summary>A refusal is an answer; whatever else happens with an empty command, the door was open.</summary>
    private static async Task<bool> AdmitsAsync(TestDesk desk, Type type, MethodInfo method, Actor actor)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        await using var scope = desk.Services.CreateAsyncScope();
        var useCase = scope.ServiceProvider.GetRequiredService(type);
        var arguments = method.GetParameters().Select(parameter => parameter.ParameterType switch
        {
            var taken when taken == typeof(Actor) => actor,
            var taken when taken == typeof(CancellationToken) => limit.Token,
            var taken when taken.IsValueType => Activator.CreateInstance(taken),
            _ => null,
        }).ToArray();

        try
        {
            var task = (Task)method.Invoke(useCase, arguments)!;
            await task;
            var answer = task.GetType().GetProperty("Result")!.GetValue(task);
            return answer?.GetType().GetProperty("Error")?.GetValue(answer) is not Error { Kind: ErrorKind.Forbidden };
        }
        catch (Exception failure) when (failure is NullReferenceException or ArgumentException or TargetInvocationException or InvalidOperationException)
        {
            return true;
        }
    }

    private static PropertyInfo? ErrorOf(Type task) => task.IsGenericType ? task.GetGenericArguments()[0].GetProperty("Error") : null;
}
