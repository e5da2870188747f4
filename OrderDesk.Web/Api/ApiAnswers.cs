using System.Globalization;
using System.Resources;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Api;

/// <summary>What a channel is told of one open hold.</summary>
/// <param name="Type">What it is about, in lower case, such as <c>stock</c>.</param>
/// <param name="Reason">Why, in English.</param>
public sealed record HoldAnswer(string Type, string Reason);

/// <summary>What a channel is told of its order.</summary>
/// <param name="Id">The order's id.</param>
/// <param name="Number">The number people say on the phone.</param>
/// <param name="Status">Where the order stands.</param>
/// <param name="Holds">Why it may not move; empty when nothing holds it.</param>
public sealed record OrderResponse(long Id, string Number, string Status, IReadOnlyList<HoldAnswer> Holds);

/// <summary>Turns outcomes into HTTP: machines read the code, people the English words.</summary>
internal static class ApiAnswers
{
    private const int RetryAfterSeconds = 2;

    private static readonly ResourceManager Words = new(typeof(Messages));

    public static OrderResponse Of(OrderAnswer answer) => new(
        answer.Id,
        answer.Number,
        answer.Status.ToString(),
        [.. answer.Holds.Select(hold => new HoldAnswer(hold.Type.ToString().ToLowerInvariant(), HoldWords.Of(hold.Code, hold.Args, English)))]);

    /// <summary>The problem of a refusal with every wrong field.</summary>
    public static IResult Of(Error error)
    {
        var status = error switch
        {
            { Code: "intake.not-json" } => StatusCodes.Status400BadRequest,
            { Kind: ErrorKind.Invalid } => StatusCodes.Status422UnprocessableEntity,
            { Kind: ErrorKind.NotFound } => StatusCodes.Status404NotFound,
            { Kind: ErrorKind.Conflict } => StatusCodes.Status409Conflict,
            { Kind: ErrorKind.Forbidden } => StatusCodes.Status403Forbidden,
            _ => StatusCodes.Status503ServiceUnavailable,
        };
        return Problem(status, error.Code, error.Args, error.Fields);
    }

    public static IResult TooMany(int waitSeconds) => new Answered(Problem(StatusCodes.Status429TooManyRequests, "api.too-many"), waitSeconds);

    public static IResult Problem(int status, string code, object[]? args = null, IReadOnlyList<FieldError>? fields = null)
    {
        var more = new Dictionary<string, object?> { ["code"] = code };
        if (fields is { Count: > 0 })
        {
            more["errors"] = fields.GroupBy(f => f.Field, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => g.Select(f => English(f.Code, f.Args)).ToArray(), StringComparer.Ordinal);
        }

        var problem = Results.Problem(statusCode: status, title: English(code, args ?? []), extensions: more);
        return status == StatusCodes.Status503ServiceUnavailable ? new Answered(problem, RetryAfterSeconds) : problem;
    }

    private static string English(string code, params object[] args)
    {
        var words = Words.GetString(code, CultureInfo.InvariantCulture) ?? code;
        return args.Length == 0 ? words : string.Format(CultureInfo.InvariantCulture, words, args);
    }

    private sealed class Answered(IResult problem, int retryAfterSeconds) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            context.Response.Headers.RetryAfter = retryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            return problem.ExecuteAsync(context);
        }
    }
}
