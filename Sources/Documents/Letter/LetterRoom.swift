//  LetterRoom.swift
//  An offer on one sheet for a window envelope.
