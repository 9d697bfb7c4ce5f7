package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
)

// call is what a computed call is compared by: its fingerprint, its sums, and every due with its lines.
type call struct {
	Status, Fingerprint, Total string
	Payers                     int
	Anomalies                  struct{ TotalCount int }
	dues                       string
}

const (
	openCall    = `mutation { openCampaign(input: {year: 2026}) { campaign { year } errors { message } } }`
	computeCall = `mutation { computeCampaign(input: {year: 2026}) { campaign { status } errors { message } } }`
	discardCall = `mutation { discardCampaign(input: {year: 2026}) { year errors { message } } }`
	readCall    = `query ($after: String) { campaign(year: 2026) { status fingerprint total payers anomalies { totalCount }
		dues(first: 100, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { payer { code } amount lines { label amount explanation } } } } }`
)

// TestCallCrash kills the program with or without its PostgreSQL at a random instant of a call for contributions over Brittany: after
// the next start the call is computed to its end without being asked to, and equals one that nothing disturbed.
func TestCallCrash(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	p := serveOn(t, dir)
	p.mutate(openCall)
	p.mutate(computeCall)
	want := p.call()
	if want.Status != "COMPUTED" || want.Payers < 200 {
		t.Fatalf("undisturbed, the call is %+v", want)
	}
	right, slowest := 0, time.Duration(0)
	for round := range *rounds {
		p.mutate(discardCall)
		p.mutate(openCall)
		key, done := p.key(), make(chan struct{})
		go func() {
			defer close(done)
			_, _ = p.post(context.Background(), key, computeCall, nil) // it will not come back
		}()
		<-time.After(rand.N(350 * time.Millisecond))
		p.kill(dir, round%2 == 1)
		<-done
		p = serveOn(t, dir)
		up := time.Now()
		if !p.computes() { // the program was killed before it had read the request
			p.mutate(computeCall)
		}
		poll(t, "the call is computed to its end", func() bool { return p.call().Status == "COMPUTED" })
		slowest = max(slowest, time.Since(up))
		if have := p.call(); have != want {
			t.Errorf("round %d: the call is %+v, undisturbed it was %+v", round+1, have, want)
			continue
		}
		right++
	}
	t.Logf("complete and equal after %d of %d kills; the slowest took %v from its start", right, *rounds, slowest)
}

func (p *process) mutate(operation string) {
	p.t.Helper()
	a, err := p.post(p.t.Context(), p.key(), operation, nil)
	must(p.t, err)
	var data map[string]struct{ Errors []struct{ Message string } }
	must(p.t, json.Unmarshal(a.Data, &data))
	for name, payload := range data {
		if len(payload.Errors) > 0 || len(a.Errors) > 0 {
			p.t.Fatalf("%s: %+v %+v", name, payload.Errors, a.Errors)
		}
	}
}

// computes tells whether the computation of the call has begun: the server then goes on by itself.
func (p *process) computes() bool {
	p.t.Helper()
	a, err := p.post(p.t.Context(), p.key(), `{ campaign(year: 2026) { computedBy } }`, nil)
	must(p.t, err)
	return string(a.Data) != `{"campaign":{"computedBy":null}}`
}

// call reads the call of 2026 with all its dues.
func (p *process) call() (c call) {
	p.t.Helper()
	var after *string
	var dues []json.RawMessage
	for {
		a, err := p.post(p.t.Context(), p.key(), readCall, map[string]any{"after": after})
		must(p.t, err)
		if len(a.Errors) > 0 {
			p.t.Fatalf("%+v", a.Errors)
		}
		var data struct {
			Campaign struct {
				call
				Dues struct {
					PageInfo struct {
						HasNextPage bool
						EndCursor   *string
					}
					Nodes []json.RawMessage
				}
			}
		}
		must(p.t, json.Unmarshal(a.Data, &data))
		c, after, dues = data.Campaign.call, data.Campaign.Dues.PageInfo.EndCursor, append(dues, data.Campaign.Dues.Nodes...)
		if !data.Campaign.Dues.PageInfo.HasNextPage {
			c.dues = fmt.Sprintf("%s", dues)
			return c
		}
	}
}
