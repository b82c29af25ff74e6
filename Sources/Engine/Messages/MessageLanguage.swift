//  MessageLanguage.swift
//  In: the process's environment. Out: the language in which the program speaks to people.

import Glibc

/// The languages of the catalogue.
public enum MessageLanguage: String, Sendable, Hashable, CaseIterable {
    case en, ja

    /// The language of a locale's name: `ja_JP.UTF-8` is Japanese, everything else English.
    public init(locale: String) {
        let name = locale.lowercased()
        self = name == "ja" || name.hasPrefix("ja_") || name.hasPrefix("ja-") || name.hasPrefix("ja.") ? .ja : .en
    }

    /// The first variable that is set and not empty decides.
    /// https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html#tag_08_02
    public init(environment: (String) -> String?) {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(environment).first { !$0.isEmpty }
        self.init(locale: locale ?? "")
    }

    // Asked once.
    private static let ofEnvironment = MessageLanguage { name in getenv(name).map { String(cString: $0) } }

    @TaskLocal private static var chosen: MessageLanguage?

    /// What the program speaks: one language from its start to its end, but for what is said within `speaking`.
    public static var ofProcess: MessageLanguage { chosen ?? ofEnvironment }

    /// What is said within `body` is in this language: for papers that have one of their own, whatever the terminal speaks.
    public static func speaking<Value, Failure: Error>(
        _ language: MessageLanguage, _ body: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        let result: Result<Value, Failure> = $chosen.withValue(language) {
            do throws(Failure) { return .success(try body()) } catch { return .failure(error) }
        }
        return try result.get()
    }
}
