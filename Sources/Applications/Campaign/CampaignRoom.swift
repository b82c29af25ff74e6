//  CampaignRoom.swift
//  Many customers: journal, workers, print streams.
