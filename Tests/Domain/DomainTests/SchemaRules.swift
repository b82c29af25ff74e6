//  SchemaRules.swift
//  The JSON Schemas: what they refuse, and that the program holds files to the whole of them.

import DataFiles
import Diagnostics
import Testing

@Suite struct SchemaRules {
    func schema(_ json: String) throws -> JSONSchema {
        try JSONSchema.schema(of: try DataFile.parse(json, file: "s.json"))
    }

    func check(_ schema: JSONSchema, _ yaml: String) -> String {
        faults { _ = try schema.checked(try DataFile.parse(yaml, file: "f.yaml")) }
    }

    static let sample = """
        {"type": "object", "required": ["name"], "additionalProperties": false, "properties": {
          "name": {"type": "string", "title": "名称", "minLength": 1, "maxLength": 5},
          "count": {"type": "integer", "title": "台数", "minimum": 0, "maximum": 9},
          "on": {"type": "string", "format": "date"},
          "flag": {"type": "boolean"},
          "code": {"type": "string", "format": "postal-code", "pattern": "^[0-9]{3}-?[0-9]{4}$"},
          "list": {"type": "array", "maxItems": 2, "items": {"type": "integer"}},
          "kind": {"type": "string", "oneOf": [{"const": "house", "title": "戸建て"}, {"const": "apartment"}]}}}
        """

    @Test(arguments: [
        ("name: abc", ""), ("名称: abc\n台数: 3\nkind: 戸建て\nflag: あり", ""), ("ﾅ: 1\nname: a", "unknown key \"ﾅ\""),
        ("count: 3", "f.yaml:1:1: name is missing"), ("name:", "name is missing"),
        ("name: abcdef", "has 6 characters"),
        ("name: a\ncuont: 3", "f.yaml:2:1: unknown key \"cuont\"; did you mean \"count\"?"),
        ("name: a\nname2: 3\ncount: x", "count is \"x\": a whole number from 0 to 9 is needed"),
        ("name: a\ncount: -1", "f.yaml:2:8: count is -1: a whole number from 0 to 9 is needed"),
        ("name: a\ncount: 10", "count is 10"), ("name: a\ncount: \"3\"", "the quoted text \"3\""),
        ("name: a\ncount: 1,000", "write 1000, digits only"), ("name: a\ncount: 3.5", "a whole number"),
        ("name: a\ncount: 99999999999999999999", "a whole number"), ("name: a\ncount: [1]", "count is a list"),
        ("name: {a: b}", "name is keys with values: text is needed"), ("- a", "the file is a list"),
        ("name: a\non: 2021-02-30", "a day of the calendar"), ("name: a\non: 15.12.2020", "a day of the calendar"),
        ("name: a\nflag: yes", "true or false is needed"), ("name: a\ncode: 1000013", ""),
        ("name: a\ncode: １００－００１３", ""), ("name: a\ncode: 10-00013", "another form is needed"),
        ("name: a\nlist: [1, 2, 3]", "at most 2 entries"), ("name: a\nlist: [1, x]", "list[1] is \"x\""),
        ("name: a\nkind: hause", "one of house（戸建て）, apartment is needed; did you mean \"house\"?"),
        ("name: a\n名称: b", "gives name a second time"), ("name: \"a\\u0007\"", "control character"),
    ])
    func `a file is held to its schema`(_ yaml: String, _ expected: String) throws {
        let found = check(try schema(Self.sample), yaml)
        #expect(expected.isEmpty ? found.isEmpty : found.contains(expected), "\(found)")
    }

    @Test func `Japanese keys and choices become English ones`() throws {
        let node = try schema(Self.sample).checked(try DataFile.parse("名称: あ\nkind: 戸建て\ncode: １００００１３", file: "f"))
        #expect(node.entries.map(\.key) == ["name", "kind", "code"])
        #expect(node["kind"]?.text == "house" && node["code"]?.text == "1000013" && node["name"]?.text == "あ")
    }

    @Test func `all faults come at once, in the order of the file`() throws {
        let found = check(try schema(Self.sample), "count: -1\nflag: 3\nx: 1\n").split(separator: "\n")
        #expect(found.count == 4)
        #expect(found.map { String($0.prefix(8)) } == ["f.yaml:1", "f.yaml:1", "f.yaml:2", "f.yaml:3"])
    }

    @Test(arguments: [
        "{\"type\": \"object\", \"patternProperties\": {}}", "{\"type\": \"decimal\"}", "{\"anyOf\": []}",
        "{\"type\": \"string\", \"pattern\": \"(a|b)\"}", "{\"type\": \"string\", \"format\": \"uri\"}",
        "{\"$ref\": \"other.json\"}", "{\"oneOf\": [{\"type\": \"string\"}]}", "{\"minimum\": \"x\"}",
        "{\"$ref\": \"#/$defs/a\", \"$defs\": {\"a\": {\"properties\": {\"b\": {\"$ref\": \"#/$defs/a\"}}}}}",
    ])
    func `a schema that says more than the program checks is refused`(_ json: String) {
        #expect(!faults { _ = try schema(json) }.isEmpty)
    }

    @Test func `a measure may have a decimal point, and stays within its range`() throws {
        let measure = try schema("{\"type\": \"number\", \"minimum\": 0, \"maximum\": 20}")
        for good in ["0", "10.5", "20", "0.35"] { #expect(check(measure, good).isEmpty, "\(good)") }
        for bad in ["20.1", "-1", "ten", "0x10", "1e9", "nan"] { #expect(!check(measure, bad).isEmpty, "\(bad)") }
    }

    @Test func `patterns match as ECMA-262 says`() throws {
        func matches(_ pattern: String, _ text: String) throws -> Bool {
            check(try schema("{\"type\": \"string\", \"pattern\": \"\(pattern)\"}"), "\"\(text)\"").isEmpty
        }
        #expect(try matches("^[A-Z]{2,3}$", "AB") && matches("^[A-Z]{2,3}$", "ABC"))
        #expect(try !matches("^[A-Z]{2,3}$", "ABCD") && !matches("^[A-Z]{2,3}$", "A") && !matches("^[A-Z]{2,3}$", "ab"))
        #expect(try matches("^a*ab?c+$", "aaabcc") && !matches("^a*ab?c+$", "bcc"))
        #expect(try matches("^[^@ ]+@[^@ ]+$", "a@b") && !matches("^[^@ ]+@[^@ ]+$", "a@b@c"))
        #expect(try matches("^.{2}$", "あい"))
        #expect(try !matches("^a*a*a*a*a*b$", String(repeating: "a", count: 300)))
    }

    @Test func `every schema of the assets can be read`() throws {
        for name in [
            "profile", "price-book", "products", "solutions", "notes", "reasons", "territory", "facilities",
            "subsidy-scheme", "subsidy-fund", "mail", "postage", "stationery", "campaign-list", "language",
        ] {
            _ = try JSONSchema.read("\(repository)/Assets/Schemas/\(name).schema.json")
        }
    }
}
