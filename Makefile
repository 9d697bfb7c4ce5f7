# Run `make` to see what there is.
.DEFAULT_GOAL := help

help: ## show this
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## serve, on an embedded PostgreSQL in .data
	go run .

generate: ## write what follows from graph/*.graphqls, after each change of the schema
	go run ./graph/generate
	go generate ./execution/exectest

test: ## every test but those in a browser
	go test ./...

browser: ## the tests in headless Chromium (Debian: apt-get install chromium)
	go test -tags browser -run Browser .

check: ## what CI runs
	bash .ci/run

crash: ## kill -9 at 20 random instants, and start again
	go test -run Crash . -rounds 20 -timeout 30m

call: ## kill -9 at 200 random instants of a call for contributions, and start again
	go test -run TestCallCrash -v . -rounds 200 -timeout 40m

audit: ## the graphql-http audits against the transport (needs npm)
	go run ./edge/audit

bench: ## this server beside its peers and the floor (needs npm)
	go run ./bench

page: ## build GraphiQL anew (needs npm)
	cd graphiql/page && npm ci && npm run build

.PHONY: help run generate test browser check crash call audit bench page
