namespace OrderDesk.Core.Shared;

/// <summary>How many rows a list holds, counted among the first of them and said honestly where counting stopped.</summary>
/// <param name="Number">The rows counted.</param>
/// <param name="OrMore">Whether counting stopped there.</param>
public sealed record Counted(int Number, bool OrMore);
