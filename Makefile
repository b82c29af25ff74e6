# Teian: the commands people type. Each installs what it needs on Debian 12; Swift 6.2, git and make must be there.
.DEFAULT_GOAL := help
.PHONY: help setup build proposal landing gallery test test-web test-campaign test-profiles test-cluster test-viewers conformance \
	conformance-layout reftests bench fuzz clean
TEIAN = .build/release/teian

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | awk -F'\t' '{printf "  make %-14s %s\n", $$1, $$2}'

setup: ## install the Debian packages that are missing
	@.ci/setup

build: setup ## the release program, .build/release/teian
	@swift build -c release --product teian

proposal: build ## both sample proposals into Output/
	@$(TEIAN) proposal Assets/Samples/existing-line.yaml -o Output/proposal-existing-line.pdf
	@$(TEIAN) proposal Assets/Samples/new-line.yaml -o Output/proposal-new-line.pdf
	@echo "Output/proposal-existing-line.pdf"
	@echo "Output/proposal-new-line.pdf"

landing: build ## the public page into Output/landing/, as of 2020-12-15
	@$(TEIAN) landing -o Output/landing --date 2020-12-15

test: ## every test: rooms in debug, whole documents with the release program
	@.ci/setup tests
	@swift build -c release --product teian
	@swift test

test-web: build ## the public page in a browser: axe, the Nu checker, keyboard, weight, screenshots in Output/web
	@.ci/setup web
	@.ci/web

test-campaign: build ## campaigns disturbed in every way: kills, full disks, garbage, shards (COUNT=300 KILLS=10)
	@.ci/setup tests
	@python3 Tests/Applications/campaign-torture.py --count $(or $(COUNT),300) --kills $(or $(KILLS),10)

conformance: build ## WeasyPrint's draw tests against this engine, a score per file; fails when one is lost
	@.ci/conformance

conformance-layout: build ## the same package's layout tests, through the dump of fragments
	@.ci/conformance layout

reftests: build ## print reference tests of our own: pairs of documents that must look alike; no word lost by a break
	@.ci/setup tests
	@python3 Tests/Conformance/run_reftests.py $(TEIAN)
	@python3 Tests/Conformance/content_kept.py $(TEIAN) 500

bench: build ## this engine beside PlutoBook, WeasyPrint and bare Cairo; ARGS=--quick, --json
	@.ci/bench $(ARGS)

MINUTES ?= 5
fuzz: build ## hostile documents, seeded, for MINUTES=5; what breaks is kept in Output/fuzz
	@.ci/setup tests
	@python3 Tests/Fuzz/fuzz.py --minutes $(MINUTES) --jobs $$(nproc) $(ARGS)

gallery: build ## every page of six very different proposals as contact sheets in Output/
	@.ci/setup tests
	@.ci/gallery

test-profiles: build ## 500 profiles at random: figures and layout of each proposal (TEIAN_SEED=1 TEIAN_PROFILES=500)
	@.ci/setup tests
	@TEIAN_PROFILES=$${TEIAN_PROFILES:-500} swift test --filter RandomProfileClaims

test-cluster: build ## a campaign as an array job on Debian's Slurm: four tasks, one join
	@.ci/setup cluster
	@.ci/cluster

test-viewers: build ## the samples in poppler, MuPDF, Ghostscript and Chromium's viewer: each page drawn alike (5 minutes)
	@.ci/setup viewers
	@.ci/viewers

clean: ## remove everything that was built or generated
	@rm -rf .build .build-* && find Output -mindepth 1 ! -name README.md -delete
