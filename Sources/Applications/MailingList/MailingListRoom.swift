//  MailingListRoom.swift
//  A list of facilities as a stream of recipients and refusals.
