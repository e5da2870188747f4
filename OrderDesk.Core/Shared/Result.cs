using System.Diagnostics.CodeAnalysis;

namespace OrderDesk.Core.Shared;

/// <summary>What kind of "no" this is; the web layer maps it to a colour, a tone or a status code, never to a string.</summary>
public enum ErrorKind
{
    /// <summary>The input is wrong; <see cref="Error.Fields"/> may name where.</summary>
    Invalid,

    /// <summary>What was asked for is not there.</summary>
    NotFound,

    /// <summary>Somebody else was first, or the state does not allow it.</summary>
    Conflict,

    /// <summary>The actor may not do this.</summary>
    Forbidden,

    /// <summary>Storage cannot take it just now; the same call may work later.</summary>
    Unavailable,
}

/// <summary>One wrong field: its path as the sender wrote it, and a code that is also the translation key.</summary>
public sealed record FieldError(string Field, string Code, params object[] Args);

/// <summary>An expected "no" with a stable dotted code that is both the translation key and what tests assert.</summary>
/// <param name="Kind">What kind of no.</param>
/// <param name="Code">Stable, dotted, never shown as it is.</param>
/// <param name="Args">What the words of the code need, in order.</param>
public sealed record Error(ErrorKind Kind, string Code, params object[] Args)
{
    /// <summary>Every wrong field, where the input had fields.</summary>
    public IReadOnlyList<FieldError> Fields { get; init; } = [];

    /// <summary>The input is wrong.</summary>
    public static Error Invalid(string code, params object[] args) => new(ErrorKind.Invalid, code, args);

    /// <summary>What was asked for is not there.</summary>
    public static Error NotFound(string code, params object[] args) => new(ErrorKind.NotFound, code, args);

    /// <summary>Somebody else was first, or the state does not allow it.</summary>
    public static Error Conflict(string code, params object[] args) => new(ErrorKind.Conflict, code, args);

    /// <summary>The actor may not do this.</summary>
    public static Error Forbidden(string code, params object[] args) => new(ErrorKind.Forbidden, code, args);

    /// <summary>Storage cannot take it just now.</summary>
    public static Error Unavailable(string code, params object[] args) => new(ErrorKind.Unavailable, code, args);
}

/// <summary>An expected outcome: it worked, or there is one reason it did not. Bugs still throw.</summary>
public readonly record struct Result(Error? Error)
{
    /// <summary>It worked.</summary>
    public static Result Ok => default;

    /// <summary>Whether it worked.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Error is null;

    /// <summary>A refusal.</summary>
    public static implicit operator Result(Error error) => new(error);
}

/// <summary>An expected outcome with an answer.</summary>
public readonly record struct Result<T>(T? Value, Error? Error)
{
    /// <summary>Whether it worked; then <see cref="Value"/> is set.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Error is null;

    /// <summary>The same outcome without its answer.</summary>
    public Result Plain => new(Error);

    /// <summary>An answer.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A refusal.</summary>
    public static implicit operator Result<T>(Error error) => new(default, error);
}
