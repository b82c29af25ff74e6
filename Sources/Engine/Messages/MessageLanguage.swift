//  MessageLanguage.swift
//  In: the process's environment. Out: the language in which the program speaks to people.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

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

    /// Asked once: a process speaks one language from its start to its end.
    public static let ofProcess = MessageLanguage { name in getenv(name).map { String(cString: $0) } }
}
