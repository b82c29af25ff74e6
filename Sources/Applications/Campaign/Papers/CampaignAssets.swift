//  CampaignAssets.swift
//  In: the assets folder. Out: every fault of what only a campaign reads: postage, envelopes, lists, papers.

import DataFiles
import Diagnostics
import Letter
import MailingList
import Postage

public enum CampaignAssets {
    /// Reads `Postage/`, `Brand/mail.yaml` and `Campaign/` as a campaign does. Each file is read, whatever is wrong with
    /// another; `Brand/mail.yaml` names envelopes of `Postage/`, so it waits for that.
    public static func faults(_ assets: String) -> [Diagnostic] {
        var faults: [Diagnostic] = []
        var stock: [Envelope]?
        var papers: [String] = []
        do throws(DataFaults) {
            let postage = try PostageLibrary(assets: assets)
            stock = postage.envelopes
            papers = postage.papers.map(\.id)
        } catch { faults += error.faults }
        if let stock {
            do throws(DataFaults) { _ = try MailStationery(assets: assets, stock: stock) } catch {
                faults += error.faults
            }
        }
        do throws(DataFaults) { _ = try ListWords(assets: assets) } catch { faults += error.faults }
        do throws(DataFaults) {
            let words = try PaperWords(assets: assets)
            if stock != nil { try words.checkPapers(among: papers, assets: assets) }
        } catch { faults += error.faults }
        return faults
    }
}
