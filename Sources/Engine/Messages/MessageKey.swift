//  MessageKey.swift
//  In: nothing. Out: the key of everything that the program says to people; the texts stand in Catalogue.txt.

/// One thing that the program can say.
public enum MessageKey: String, Sendable, CaseIterable {
    case dataTooLarge, dataEmpty, dataNoSuchFile, dataUnreadable, dataUnreadableWhile, dataNotUTF8, dataAlias,
        dataSyntaxHere, dataDoubledKey, dataTooMany, dataTooDeep, dataKeyForm, dataNoValue, dataFewEntries,
        dataManyEntries, dataFoundQuoted, dataWrongType, dataKeyAgain, dataKeysHere, dataMissingNeed, dataDigitsOnly,
        dataOutOfRange, dataTooShort, dataTooLong, dataNoDay, dataControlCharacter, dataTheFile, dataUnreadableAs,
        dataKeyMissing, dataNoFolder, dataSyntax, dataFoundKeys, dataFoundList, dataFoundText, dataFoundNothing,
        dataMeant, dataUnknownKey, dataUnknownKeyIn, dataChoice, dataChoiceMeant
    case needOneOf, needKeys, needList, needNumberRange, needNumberFrom, needDecimalRange, needDecimal, needNumber,
        needFlag, needNothing, needDay, needText, needForm
    case asNumber, asFlag, asDay, asRate, asChoice
    case profileNoPrefecture, profileRegistration, profileNameHonorific, profileAddresseeHonorific,
        profileCodeDigits, profileCodeCheckDigit, profileCodePrefecture, profileCodeTable, profileCodeNone,
        profileNoTerminal, profileReaders, profileDates, profileExtraLines
    case territoryDoubled
    case facilityMissing
    case offerWest, offerDeployment, offerNoDate, offerBookSpan, offerNoBook, offerReaderEarly, offerValidity,
        offerOverrideTwice, offerOverridePriced, offerDiscount, offerOverrideMeant, offerOverrideUnknown
    case sinceNoNumberThere, sinceNoNumberHere, sinceOtherNumber, sinceOtherCustomer, sinceRevision, sinceNoFigures
    case productRouterPorts, productDoubled
    case solutionNeed
    case checkUnconfirmed, checkNoBook, checkBookExpired, checkBookOverlap, checkBookGap, checkSchemeGap,
        checkSchemeOverlap, checkExampleImpossible, checkNoteBrace, checkNoSolution
    case phraseBrace
    case noteDoubled
    case bookUnknownProduct, bookUnknownNote, bookNone, bookItemPlace, bookItemTwice, bookItemMissing,
        bookItemNoPrice, bookItemHasPrice, bookValidity, bookTax, bookListPrice, bookLineParts, bookMigrationParts,
        bookSurchargeZero, bookSurchargeTolerance, bookLineWork, bookItemMeant, bookItemUnknown
    case wordsUnknownKey, wordsMissingKey
    case adviceNothing, adviceMeant, adviceKnown
    case templateNone, templateTooLarge, templateUnknownElement, templateUnknownNamespace, templateUnknownAttribute,
        templateStrayFill, templateEachForm, templateLoopName, templateEachIn, templateWithForm,
        templateUnknownFilter, templateSpan, templateFilterArguments, templateCannotFollow, templateAttrForm,
        templateAttrComma, templateClassComma, templateCyclic, templateMissingFile, templateMissingFragment,
        templateMissingSlot
    case expressionSymbol, expressionFilterName, expressionAfterArguments, expressionNoValueAtEnd,
        expressionCloseBracket, expressionNoNumber, expressionCannotStand, expressionNoValueBefore, expressionQuote,
        expressionNoName, expressionUnknownLoopField, expressionAlone, expressionCloseBrace, expressionBetweenNames
    case fillingMarkupOnly, fillingWantsList, fillingNoValue, fillingFlag, fillingList, fillingRecord, fillingMarkup,
        fillingSubject, fillingNoField, fillingFilterKind, fillingFilterValue, fillingCompare, fillingUnknownName,
        fillingFilterAdvice
    case misfitNumber, misfitExpecting, misfitJoinArguments, misfitJoinItem, misfitText, misfitDay, misfitFigure
    case brandMissingKey
    case cliHomeEmpty, cliNoHome, cliTwoStreams, cliCannotWrite, cliAdviceFolder, cliAdviceMake, cliAdviceRoom,
        cliAdviceFile, cliAdviceNothing, cliCheckCount, cliCheckFaults, cliNotice, cliOtherFiles, cliNoFolder,
        cliSiteReplace, cliSitePlace, cliRepeat, cliNoSuchPath, cliPageUnreadable, cliSheetUnreadable
    case kindNone, kindBool, kindNumber, kindText, kindList, kindRecord, kindMarkup
    case severityError, severityWarning, severityNote
    case listMark
    case orMark
    case languageMissing, languageBraces
    case helpCheck, helpCheckFolder, helpCheckDate, helpQuiet, helpVerbose, helpHome, helpHomeElse, helpProfile,
        helpOutput, helpHTML, helpDate, helpSince, helpLanguage, helpDump, helpDumpMore, helpDumpSubject, helpPage,
        helpFormat, helpSheet, helpBase, helpEstimate, helpLanding, helpLandingFolder, helpLandingDate, helpTeian,
        helpPDF, helpPDFPage, helpPDFOutput, helpAllow, helpSystemFonts, helpTags, helpRepeat, helpTimings, helpPreview,
        helpPreviewPort, helpProposal, helpQuote, helpExplain
    case fundNamesNone, schemeTwice, schemeDays, schemeReplaces, schemeUnnamed, schemeEnds, schemeFollowsNone,
        schemeDifference, schemeRows, fundDeadline, schemeCapTax, schemeCapStep, schemeLimit, fundReasonTwice,
        fundReasonMissing, postageClassMissing, postageSteps, postageCondition, postageOverlap, schemeGap,
        schemeOverlap, cliNoGlyph
    case helpCampaign, helpCampaignRun, helpCampaignRunMore, helpList, helpCampaignFolder, helpDefaults,
        helpSuppress, helpTowns, helpDocument, helpCampaignDate, helpWorkers, helpResume, helpSimulate,
        helpProofs, helpOnly, helpPrintOnly, helpOnError, helpShard, helpPieces, helpTimeLimit, helpMemoryLimit,
        helpPageLimit, cliTakesRange, cliTakesFrom, cliTimeLimit, cliSimulateAlone, campaignSummary,
        campaignPartial, shardForm, helpMerge, helpMergeFolders, helpMergeOutput, helpReprint, helpReprintMore,
        helpReprintNumber, helpReprintOutput, helpFromPrint, helpWorker, helpProposalMore, helpEstimateMore,
        helpLandingMore, helpLandingBase, cliBaseAddress, helpTeianMore, helpPDFMore, helpFloor, helpMaxPages,
        helpMaxSeconds, helpMaxMemory, helpPreviewMore, previewNoProfile, previewStopped, previewPortTaken,
        previewPortForbidden, previewFailed, helpQuoteMore, standardInput
    case deedRead, deedWritten, deedMade, deedOpened, deedLocked, deedReadBack, fileFullDisk, fileForbidden,
        fileFailed, fileNotThere, fileMissing, fileNoSuch, fileChanged, fileUnreadable, fileDamaged,
        campaignBusy, campaignNotOpened, campaignThere, campaignThereMerge, campaignNotEmpty, campaignOrphans,
        campaignChanged, campaignStopped, campaignStoppedReading, campaignTooManyFiles, campaignNoContact,
        campaignNoKind,
        campaignSums, campaignFilesIndex, campaignFileNotWhole, campaignNoPaper, factsData, factsProgram,
        factsVersion, factsFonts, factsList, progressRows, progressLeft, progressLeftOut, durationSeconds,
        durationMinutes, durationHours, journalNone, journalVersion, journalFull, journalDamaged,
        journalNotOpened, journalFailed, mergeNoJournal, mergeBusy, mergeNotPlanned, mergeNothing, mergeMixed,
        mergeOtherCount, mergeTwice, mergeMissing, mergeOpen, mergeForeign, mergeLost, mergeTaken,
        mergeOtherRenderer, mergeByOther, helpMergeOther, campaignTooManySenders,
        reprintRefused, reprintSame, reprintSameContent, reprintFromFrozen, reprintFrozen, reprintChanged, reprintPages,
        reprintUnknown,
        reprintNotMade, shardNumber, shardCount, shardImpossible, deathKilled, deathSignal, deathExit,
        deathWords, deathMemory, deathTime, workerDeaths, workerNoStart, workerNotRun, workerBusy, workerOrder,
        workerDocument, workerSpecimen, workerTicket, pieceLeftOut, pieceStopped, failureRefused, failureCrash,
        failureTime, failureMemory, failurePages, piecePages, pieceSheets, listUTF16, listWorkbook, listFolder,
        listNotKept, listDoubledPath, listDoubledColumn, listNamelessColumn, listColumnMeant, listColumnUnknown,
        listMissingColumn, listCauseWords, listChanged, listVariant, listHeader, listEmpty, townsMissing,
        townsNoFolder, townsForm, townsFormOffices, suppressEmpty, suppressColumn, suppressColumnMeant,
        suppressColumns, systemNoEntry, systemNoAccess, systemReadOnly, systemNoSpace, systemQuota,
        systemIsFolder, systemNoFolder, systemThere, systemInputOutput, systemTooManyOpen, systemNameTooLong,
        systemLoop, systemNoMemory, systemBusy, systemNotEmpty, systemTooLarge, systemOther
    case markupTooLarge, markupCrowdedTag, markupCrowdedTagCut, markupTooManyNodes, markupTooManyNodesHTML,
        markupUnknownEntity, markupEntityExpansion, markupMismatch, markupEndsInside, markupNameMissing,
        markupSemicolon, markupQuotes, markupAttributeTwice, markupUndeclaredPrefix, markupNotWellFormed,
        markupOdd, markupMemory, markupEmpty, markupTooDeep, markupUnknownEncoding, cssTooDeep, cssImportLate,
        cssLayerNames, cssUnknownRule, cssImportAddress, cssSheetMissing, cssImportLoop, cssImportLimit,
        cssDeclarationForm, cssAllValue, cssUnknownProperty, cssPropertyMeant, cssValue, cssDescriptorValue,
        cssFontFace, cssPageSelector, cssMarginBox, cssUnfinishedRule, cssSelector, cssSelectorCost,
        cssStyleSheetMissing, fontNotReadable, fontUnsupported, fontBroken, fontNone, fontNotDrawn,
        pictureBytes, pictureNone, picturePixels, pictureDamaged, pictureTooDeep, pictureNoSVG, resourceMissing,
        resourceOutside, resourceUnreadable, resourceNetwork, glyphMissing, layoutNoProgress, layoutCut,
        pageNumbersUnstable, targetMissing, svgForeignObject, svgFilter, svgUseLoop, drawingTooLarge, fontVariants,
        contentTextLong, carryOverflow,
        renderSeconds,
        renderMegabytes, renderPainting, renderFinishing, renderMemory, renderCairo, renderNotWritten,
        pdfNoTable, pdfTableMissing, pdfTableStart, pdfTableShort, pdfNoTrailer, pdfNoCatalogue, pdfNoPages,
        pdfNoPageList, pdfPageMissing, pdfObjectMissing, pdfObjectCut, pdfPagesDiffer, pdfPageCount
    case brandStatus, brandSite, landingUnconfirmed, landingAssumed, mailNoEnvelope, letterAddressRoom,
        mailMeasure, mailEnvelopeUnknown, mailFolds, mailMachine, mailEnvelopeSmall, mailMark, houseStyleKey,
        houseStyleNeeds, codePostal, codeCharacter, codeEmpty, codeRefused, codePoints, codeModule,
        expressionDepth, expressionThis, bookNoStart, profileArea, schemaCircle, schemaReference, schemaKeyword,
        schemaNumber, schemaType, schemaTitle, schemaOneOf, schemaPattern, schemaFormat, exampleInitial,
        exampleMonthly, exampleSurcharge, exampleUnknown, exampleDiffers, exampleOf, bookSays, schemeNoStart,
        schemeNoPublication, schemeSays, schemeRow, schemeRowSays, previewTitle, previewDocuments,
        previewProposal, previewEstimate, previewLanding, previewLoading, previewFaults, previewErrorWord,
        previewWarningWord, previewNoteWord, previewPage, previewMade, previewMadeClean, previewSite,
        previewSiteClean, previewNotMade, previewOld, previewGone, previewNotHost, previewNotFound, previewWhich
    case helpQuoteLanguage, languageUnknown, languageFile, languageTexts, languageWords, papersUnknown,
        parserOverview, parserUsageHelp, parserUsage, parserArguments, parserOptions, parserSubcommands,
        parserSeeSubcommand, parserSeeHelp, parserVersion, parserHelp, parserSubcommandHelp, parserDefault,
        parserValues, parserValuesDefault, parserDefaultCommand, parserError, parserHint, parserOptionMeant,
        parserOption, parserMissingValue, parserNoValue, parserUnexpected, parserUnexpectedMany,
        parserMissingArgument, parserMissingOneOf, parserInvalidChoice, parserInvalidValue,
        parserMissingSubcommand, parserInvalidOption, parserTwice
}
