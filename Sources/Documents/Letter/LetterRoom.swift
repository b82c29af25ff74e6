//  LetterRoom.swift
//  In: an offer, and what is known of its recipient and of the run. Out: what is mailed: the letter for a window envelope,
//  what is enclosed with it, the papers of a run.
//
//  Invariants of the room:
//  1. Places on the sheet are computed from the envelope's measures (`WindowGeometry`), never written into a template.
//  2. Whatever must be read through the window can be read however the sheet slides; nothing else ever shows there.
//  3. A bar code that does not fit by law is left out and said so; then no discount is claimed for it.
//  4. The same offer and facts give the same pages; there is no clock here.
//  5. No sentence and no figure stands here: templates have the words, the offer has the figures.
