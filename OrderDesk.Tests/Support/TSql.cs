using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace OrderDesk.Tests.Support;

/// <summary>What SQL Server would say about a text, without a server: its grammar from ScriptDom, its tables, columns and types from our model.</summary>
public static class TSql
{
    /// <summary>What does not parse as T-SQL.</summary>
    public static IReadOnlyList<string> Errors(string sql)
    {
        var script = Parse(sql, out var errors);
        var inner = new Texts();
        script?.Accept(inner);
        return [.. errors.Select(error => $"line {error.Line}, column {error.Column}: {error.Message}"), .. inner.Executed.SelectMany(Errors)];
    }

    /// <summary>Tables, columns and types in a text that are not in the model: table names to their column names, all compared without letter case.</summary>
    public static IReadOnlyList<string> Unknown(string sql, IReadOnlyDictionary<string, IReadOnlySet<string>> model)
    {
        var script = Parse(sql, out _);
        var unknown = new List<string>();
        foreach (var batch in ((TSqlScript)script).Batches)
        {
            foreach (var statement in batch.Statements)
            {
                var names = new Names(model);
                statement.Accept(names);
                unknown.AddRange(names.Unknown());
            }
        }

        return [.. unknown.Distinct()];
    }

    /// <summary>The tables these statements create, with their columns.</summary>
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> CreatedTables(IEnumerable<string> statements)
    {
        var created = new Created();
        foreach (var statement in statements)
        {
            Parse(statement, out _).Accept(created);
        }

        return created.Tables;
    }

    private static TSqlFragment Parse(string sql, out IList<ParseError> errors)
    {
        using var reader = new StringReader(sql);
        return new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out errors);
    }

    /// <summary>The texts a script executes: EXEC(N'...').</summary>
    private sealed class Texts : TSqlFragmentVisitor
    {
        public List<string> Executed { get; } = [];

        // What a variable holds is not known here; in scripts of migrations it is a name.
        public override void Visit(ExecutableStringList node) => Executed.Add(string.Concat(node.Strings.Select(text => text is StringLiteral literal ? literal.Value : "[name]")));
    }

    private sealed class Created : TSqlFragmentVisitor
    {
        public Dictionary<string, IReadOnlySet<string>> Tables { get; } = new(StringComparer.OrdinalIgnoreCase);

        public override void Visit(CreateTableStatement node) =>
            Tables[node.SchemaObjectName.BaseIdentifier.Value] =
                node.Definition.ColumnDefinitions.Select(column => column.ColumnIdentifier.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Collects the names of one statement; scopes inside a statement are taken together.</summary>
    private sealed class Names(IReadOnlyDictionary<string, IReadOnlySet<string>> model) : TSqlFragmentVisitor
    {
        /// <summary>The rows a statement has just written, under the names SQL Server gives them.</summary>
        private static readonly HashSet<string> Written = new(StringComparer.OrdinalIgnoreCase) { "inserted", "deleted" };

        private readonly List<(string Table, string? Alias)> _tables = [];
        private readonly List<IReadOnlyList<string>> _columns = [];
        private readonly List<string> _types = [];
        private readonly HashSet<string> _given = new(Written, StringComparer.OrdinalIgnoreCase);

        public override void Visit(NamedTableReference node)
        {
            var schema = node.SchemaObject.SchemaIdentifier?.Value;
            var name = node.SchemaObject.BaseIdentifier.Value;
            if (!string.Equals(schema, "sys", StringComparison.OrdinalIgnoreCase) && !name.StartsWith('#'))
            {
                _tables.Add((name, node.Alias?.Value));
            }
            else
            {
                _given.Add(node.Alias?.Value ?? name);
            }
        }

        public override void Visit(ColumnReferenceExpression node)
        {
            if (node.MultiPartIdentifier is { } identifier)
            {
                _columns.Add([.. identifier.Identifiers.Select(part => part.Value)]);
            }
        }

        public override void Visit(SelectScalarExpression node) => Give(node.ColumnName?.Value);

        public override void Visit(CommonTableExpression node)
        {
            Give(node.ExpressionName.Value);
            foreach (var column in node.Columns)
            {
                Give(column.Value);
            }
        }

        public override void Visit(TableReferenceWithAliasAndColumns node)
        {
            Give(node.Alias?.Value);
            foreach (var column in node.Columns)
            {
                Give(column.Value);
            }
        }

        public override void Visit(QueryDerivedTable node) => Give(node.Alias?.Value);

        public override void Visit(SchemaDeclarationItem node) => Give(node.ColumnDefinition.ColumnIdentifier.Value);

        public override void Visit(OpenJsonTableReference node) => Give(node.Alias?.Value);

        public override void Visit(GlobalFunctionTableReference node) => GiveRowsOf(node.Alias?.Value);

        public override void Visit(SchemaObjectFunctionTableReference node) => GiveRowsOf(node.Alias?.Value);

        public override void Visit(UserDataTypeReference node) => _types.Add(node.Name.BaseIdentifier.Value);

        /// <summary>What this statement names and nobody knows.</summary>
        public IEnumerable<string> Unknown()
        {
            var aliases = _tables.Where(table => table.Alias is not null).Select(table => table.Alias!).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var real = _tables.Where(table => !_given.Contains(table.Table) && !(aliases.Contains(table.Table) && !model.ContainsKey(table.Table))).ToList();
            var reachable = real.Where(table => model.ContainsKey(table.Table)).SelectMany(table => model[table.Table]).ToHashSet(StringComparer.OrdinalIgnoreCase);

            return real.Where(table => !model.ContainsKey(table.Table)).Select(table => $"table {table.Table}")
                .Concat(_columns.Where(column => !IsKnown(column)).Select(column => $"column {string.Join('.', column)}"))
                .Concat(_types.Select(type => $"type {type}"));

            bool IsKnown(IReadOnlyList<string> column)
            {
                var name = column[^1];
                var owner = column.Count > 1 ? column[^2] : null;
                var tables = real.Where(table => owner is not null && Same(table.Alias ?? table.Table, owner)).ToList();
                return tables.Count > 0
                    ? tables.Exists(table => !model.TryGetValue(table.Table, out var columns) || columns.Contains(name))
                    : reachable.Contains(name) || _given.Contains(name) || (owner is not null && !Written.Contains(owner) && _given.Contains(owner));
            }
        }

        private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

        /// <summary>The columns of STRING_SPLIT and GENERATE_SERIES.</summary>
        private void GiveRowsOf(string? alias)
        {
            Give(alias);
            Give("value");
            Give("ordinal");
        }

        private void Give(string? name)
        {
            if (name is not null)
            {
                _given.Add(name);
            }
        }
    }
}
