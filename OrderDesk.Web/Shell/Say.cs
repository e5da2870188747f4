using Microsoft.Extensions.Localization;
using MudBlazor;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Parts;

namespace OrderDesk.Web.Shell;

/// <summary>The one place an outcome becomes words and a colour on screen.</summary>
public sealed class Say(ISnackbar snackbar, IStringLocalizer<Messages> words, IStringLocalizer<StateWords> states, DeskClock? clock = null)
{
    /// <summary>Says what happened, or why it did not.</summary>
    /// <param name="result">The outcome of a use case.</param>
    /// <param name="okKey">The words for "it worked".</param>
    /// <param name="args">What those words need.</param>
    /// <returns>Whether it worked.</returns>
    public bool Outcome(Result result, string okKey, params object[] args)
    {
        if (result.Error is { } error)
        {
            Refusal(error);
            return false;
        }

        Done(okKey, args);
        return true;
    }

    /// <summary>Says that something is done.</summary>
    public void Done(string okKey, params object[] args) => snackbar.Add(words[okKey, args].Value, Severity.Success);

    /// <summary>Says why not; it stays until it is closed, because nothing else on the page will say it again.</summary>
    public void Refusal(Error error) => snackbar.Add(Words(error), ToneOf(error.Kind), options => options.RequireInteraction = true);

    /// <summary>A refusal in the person's language: states by their words, instants in their zone, codes that have words by those.</summary>
    public string Words(Error error) => words[error.Code, [.. error.Args.Select(Written)]].Value;

    private object Written(object arg) => arg switch
    {
        Enum state when states[$"{state.GetType().Name}.{state}"] is { ResourceNotFound: false } word => word.Value,
        DateTime at => (clock ?? DeskClock.Utc).Stamp(at),
        string code when code.Contains('.', StringComparison.Ordinal) && words[code] is { ResourceNotFound: false } word => word.Value,
        Error inner => Words(inner),
        _ => arg,
    };

    private static Severity ToneOf(ErrorKind kind) => kind switch
    {
        ErrorKind.Invalid => Severity.Warning,
        ErrorKind.NotFound => Severity.Warning,
        ErrorKind.Conflict => Severity.Info,
        ErrorKind.Forbidden => Severity.Error,
        ErrorKind.Unavailable => Severity.Error,
    };
}

/// <summary>Anchor for Messages.resx, which sits beside this file: the words of the frame and of every error code.</summary>
public sealed class Messages;
