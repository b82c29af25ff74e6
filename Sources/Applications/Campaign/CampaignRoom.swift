//  CampaignRoom.swift
//  In: a list of facilities and how they are to be written to. Out: a folder with personal documents, print files and
//  mailing papers; nothing lost, nothing double, and every piece can be made again with the same bytes.
//
//  Invariants of the room:
//  1. The journal is the one truth of a run, and only the parent writes it. What it calls done lies on the disk, whole.
//  2. The plan (order, sequence numbers, print files) is made before the first document and never changes: it is a
//     function of the list and the options, not of what failed, of the number of workers or of shards.
//  3. A print file with its recipients' documents is one step: it is all there and in the journal, or it is made again.
//  4. Same list, same options, same renderer: same bytes in every file but the journal, which alone knows the clock.
//  5. Workers hold nothing that matters: any of them may die at any moment.
//  6. Memory does not grow with the list: rows go through the journal, not through arrays.
