package main

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"maillage/contract"
)

// firstStart is the one first start that most tests begin behind: what it printed, and the folder that it left.
type firstStart struct {
	once sync.Once
	dir  string
	out  string
	key  string
	rest int // MB of memory that the server kept, once it had answered
	took time.Duration
}

var first firstStart

func (f *firstStart) of(t testing.TB) *firstStart {
	t.Helper()
	f.once.Do(func() {
		var err error
		f.dir, err = openFolder()
		must(t, err)
		began := time.Now()
		p := serveOn(t, f.dir)
		p.answersRight()
		f.took, f.rest = time.Since(began), p.memory()
		f.out, f.key = p.out.String(), p.key()
		p.stop(syscall.SIGTERM)
	})
	if f.key == "" {
		t.Fatal("the first start has failed: see the test that began it")
	}
	return f
}

func (f *firstStart) remove() { _ = os.RemoveAll(f.dir) }

// answersRight asks for what is known of the national data and of the demonstration: all of it, and once.
func (p *process) answersRight() {
	p.t.Helper()
	var page struct{ Commune commune }
	p.ask(contract.Operations()[0].Query, map[string]string{"code": "22113", "on": "2026-06-01"}, &page)
	page.Commune.check(p.t)

	var counts struct {
		France, Brittany, Alone, EPCI, Bodies struct{ TotalCount int }
		Sources                               []struct{ Version string }
		Services                              []struct{ Code string }
	}
	p.ask(`{
		france: communes(on: "2026-06-01") { totalCount }
		brittany: communes(on: "2026-06-01", filter: { region: { eq: "53" } }) { totalCount }
		alone: communes(on: "2026-06-01", filter: { epci: { isNull: true } }) { totalCount }
		epci: epcis(on: "2026-06-01") { totalCount }
		bodies: publicBodies(filter: { name: { contains: "démonstration" } }) { totalCount }
		sources { version }
		services { code }
	}`, nil, &counts)
	have := fmt.Sprint(counts.France.TotalCount, counts.Brittany.TotalCount, counts.EPCI.TotalCount, counts.Alone.TotalCount, len(counts.Sources), len(counts.Services), counts.Bodies.TotalCount)
	if want := "34969 1202 1255 98 6 10 8"; have != want {
		p.t.Errorf("communes, those of Brittany, EPCI, communes in none, sources, services, bodies of the demonstration: have %s, want %s", have, want)
	}
}

// commune is what the first operation of the contract asks.
type commune struct {
	Code, SIREN, Name, Kind string
	PostalCodes             []string
	Municipal, Total        struct{ Value, Vintage int }
	Department, Region      struct{ Code, Name string }
	EPCI                    struct{ SIREN, Name, Nature string }
	Services                []struct {
		Service struct{ Code string }
		Scope   string
		Since   string
		Payer   struct {
			Typename string `json:"__typename"`
			SIREN    string
		}
		Subscription struct{ Status string }
	}
}

func (c commune) check(t testing.TB) {
	t.Helper()
	have := strings.TrimSpace(fmt.Sprintln(c.Code, c.SIREN, c.Name, c.Kind, c.PostalCodes, c.Municipal, c.Total, c.Department, c.Region, c.EPCI))
	want := "22113 212201131 Lannion COMMUNE [22300] {20315 2023} {21281 2022} {22 Côtes-d'Armor} {53 Bretagne} {200065928 CA Lannion-Trégor Communauté CA}"
	if have != want {
		t.Errorf("the commune:\nhave %s\nwant %s", have, want)
	}
	var services []string
	for _, s := range c.Services {
		services = append(services, s.Service.Code)
		if s.Payer.Typename != "EPCI" || s.Payer.SIREN != "200065928" || s.Scope != "OWN_AND_MEMBERS" || s.Subscription.Status != "ACTIVE" {
			t.Errorf("its EPCI pays for its members, but of the service %s the graph says %+v", s.Service.Code, s)
		}
	}
	if have, want := strings.Join(services, " "), "ACTES CONVOCATION MARCHES OPENDATA PARAPHEUR PES SAE SVE CERTIFICATS"; have != want {
		t.Errorf("its services: have %s, want %s", have, want)
	}
}
