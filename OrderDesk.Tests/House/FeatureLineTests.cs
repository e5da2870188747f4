using OrderDesk.Core.Shared;
using OrderDesk.Tests.House.Rules;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.House;

/// <summary>Which way dependencies run.</summary>
public class FeatureLineTests
{
    /// <summary>What Core may refer to of ASP.NET: the plain store package of Identity with what that brings, and its abstractions. Nothing that knows a request.</summary>
    private static readonly HashSet<string> AllowedInCore =
    [
        "Microsoft.AspNetCore.Identity.EntityFrameworkCore", "Microsoft.AspNetCore.Cryptography.KeyDerivation", "Microsoft.AspNetCore.Cryptography.Internal",
    ];

    [Fact]
    public void Core_knows_nothing_of_the_web()
    {
        var references = typeof(Result).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!);

        Assert.Empty(references.Where(IsWeb).Except(AllowedInCore));
    }

    [Fact]
    public void Every_folder_of_core_has_a_place_in_the_line()
    {
        var folders = SourceFile.Under("OrderDesk.Core", ".cs").Select(file => file.Folder(1)).Where(folder => folder.Length > 0).Distinct();

        Assert.Empty(folders.Except(FeatureLine.Order));
    }

    [Fact]
    public void The_root_of_core_holds_nothing_but_the_list_of_features() =>
        Assert.Empty(SourceFile.Under("OrderDesk.Core", ".cs").Where(file => file.Folder(1).Length == 0).Select(file => file.Name).Except(["CoreServices.cs", "AssemblyInfo.cs"]));

    [Fact]
    public void Features_only_look_up_the_line()
    {
        var files = SourceFile.Code("OrderDesk.Core").Where(file => file.Folder(1).Length > 0).ToList();
        var types = files.GroupBy(file => file.Folder(1))
            .ToDictionary(feature => feature.Key, feature => (IReadOnlySet<string>)feature.SelectMany(file => FeatureLine.TypesIn(file.Text)).ToHashSet());

        var offences =
            from file in files
            from below in FeatureLine.LooksDownAt(file.Folder(1), file.Text, types)
            select $"{file.Path} looks down at {below}";

        Assert.Empty(offences);
    }

    [Fact]
    public void Core_has_no_using_that_reaches_every_file() =>
        Assert.Empty(SourceFile.All.Where(file => file.Path.StartsWith("OrderDesk.Core/", StringComparison.Ordinal) && FeatureLine.HasGlobalUsingOfAFeature(file.Text)).Select(file => file.Path));

    [Fact]
    public void Web_features_do_not_know_each_other()
    {
        var offences =
            from file in SourceFile.All
            where file.Path.StartsWith("OrderDesk.Web/Features/", StringComparison.Ordinal)
            from other in FeatureLine.OtherWebFeatures(file.Folder(2), file.Text)
            select $"{file.Path} knows {other}";

        Assert.Empty(offences);
    }

    [Fact]
    public void What_all_pages_share_knows_no_page()
    {
        var offences =
            from file in SourceFile.All
            where file.Path.StartsWith("OrderDesk.Web/Parts/", StringComparison.Ordinal) || file.Path == "OrderDesk.Web/_Imports.razor"
            from feature in FeatureLine.OtherWebFeatures("", file.Text)
            select $"{file.Path} knows {feature}";

        Assert.Empty(offences);
    }

    [Fact]
    public void Core_and_web_stand_where_the_house_says() =>
        Assert.All(["OrderDesk.Core", "OrderDesk.Web", "OrderDesk.Tests"], project => Assert.True(File.Exists(RepoRoot.At(project, $"{project}.csproj"))));

    [Theory]
    [InlineData("using OrderDesk.Core.Review;")]
    [InlineData("using static OrderDesk.Core.Review.ReviewLimits;")]
    [InlineData("using Case = OrderDesk.Core.Review.ReviewCase;")]
    [InlineData("namespace OrderDesk.Core.Orders; class C { OrderDesk.Core.Review.ReviewCase? c; }")]
    [InlineData("namespace OrderDesk.Core.Orders; class C { object o = new Review.ReviewCase(); }")]
    [InlineData("namespace OrderDesk.Core.Orders; class C { int n = Review.ReviewCase.Limit; }")]
    public void A_look_down_the_line_is_seen(string code) =>
        Assert.Equal(["Review"], FeatureLine.LooksDownAt("Orders", code, new Dictionary<string, IReadOnlySet<string>> { ["Review"] = new HashSet<string> { "ReviewCase" } }));

    [Theory]
    [InlineData("using OrderDesk.Core.Customers;")]
    [InlineData("// using OrderDesk.Core.Review;")]
    [InlineData("namespace OrderDesk.Core.Orders; class C { Money Review; long M() => Review.Minor; }")]
    public void A_look_up_the_line_or_a_property_of_the_same_name_is_not(string code) =>
        Assert.Empty(FeatureLine.LooksDownAt("Orders", code, new Dictionary<string, IReadOnlySet<string>> { ["Review"] = new HashSet<string> { "ReviewCase" } }));

    [Fact]
    public void A_web_feature_that_knows_another_is_seen()
    {
        Assert.Equal(["Review"], FeatureLine.OtherWebFeatures("Orders", "@using OrderDesk.Web.Features.Review"));
        Assert.Equal(["Review"], FeatureLine.OtherWebFeatures("", "<Features.Review.DecisionBar />"));
        Assert.Empty(FeatureLine.OtherWebFeatures("Orders", "@namespace OrderDesk.Web.Features.Orders"));
    }

    [Fact]
    public void A_using_for_all_files_is_seen()
    {
        Assert.True(FeatureLine.HasGlobalUsingOfAFeature("global using OrderDesk.Core.Orders;"));
        Assert.True(FeatureLine.HasGlobalUsingOfAFeature("""<Using Include="OrderDesk.Core.Orders" />"""));
    }

    [Fact]
    public void A_web_assembly_is_seen()
    {
        Assert.True(IsWeb("MudBlazor"));
        Assert.True(IsWeb("Microsoft.AspNetCore.Http.Abstractions"));
        Assert.False(IsWeb("Microsoft.EntityFrameworkCore"));
    }

    private static bool IsWeb(string assembly) =>
        assembly.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || assembly.StartsWith("MudBlazor", StringComparison.Ordinal) || assembly == "OrderDesk.Web";
}
