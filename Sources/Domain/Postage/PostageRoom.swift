//  PostageRoom.swift
//  What a piece of mail weighs and costs, by dated tables.
