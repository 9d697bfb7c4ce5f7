package resolvers_test

import (
	"slices"
	"testing"

	"maillage/demo"
)

// What the référent of Lannion finds on a Monday morning: the planted communes, for the right reasons and no other.
func TestContract10(t *testing.T) {
	t.Parallel()
	var data struct {
		EPCI struct {
			Adoption struct{ Dormant, NeverUsed int }
			Worklist struct {
				TotalCount int
				Nodes      []struct {
					Reason, DueOn, Suggestion string
					Commune                   struct{ Code string }
					Service                   *struct{ Code string }
				}
			}
			Requests struct {
				TotalCount int
				Nodes      []struct {
					ID, Kind, Subject, Status, CreatedAt string
					From                                 struct{ Code string }
					RelayedBy                            struct{ Person struct{ FullName string } }
				}
			}
			Activities struct {
				TotalCount int
				Nodes      []struct {
					ID, Kind, Title, StartsAt, Audience string
					Service                             *struct{ Code string }
					Invited, Registered, Attended       int
				}
			}
		}
	}
	perform(t, "10-worklist", nil, &data)
	e := data.EPCI
	if w := e.Worklist; len(w.Nodes) != 20 || w.TotalCount < 40 {
		t.Errorf("%d of %d lines", len(w.Nodes), w.TotalCount)
	}
	for i, n := range e.Worklist.Nodes {
		if n.Suggestion == "" || i > 0 && n.DueOn < e.Worklist.Nodes[i-1].DueOn {
			t.Errorf("line %d is %+v", i, n)
		}
	}
	if r := e.Requests; r.TotalCount != 5 || r.Nodes[0].Status != "OPEN" || r.Nodes[0].RelayedBy.Person.FullName == "" || r.Nodes[0].From.Code == "" {
		t.Errorf("have the requests %+v", r)
	}
	if a := e.Activities; a.TotalCount != 5 || a.Nodes[0].Kind != "VISIT" || a.Nodes[1].Service.Code != "ACTES" || a.Nodes[1].Registered == 0 || a.Nodes[1].Attended != 0 {
		t.Errorf("have the activities %+v", a)
	}
	for _, want := range []struct {
		reason string
		codes  []string
	}{{"NEVER_USED", demo.NeverUsed}, {"DORMANT", demo.Dormant}} {
		query := `query ($on: Date!) { epci(siren: "200065928") { worklist(on: $on, first: 100, reasons: [` + want.reason + `]) { nodes { commune { code } service { code } } } } }`
		e.Worklist.Nodes = nil
		data.EPCI = e
		asked(t, query, `{"on": "2026-06-01"}`, &data)
		var have []string
		for _, n := range data.EPCI.Worklist.Nodes {
			if n.Service == nil {
				have = append(have, n.Commune.Code)
			}
		}
		if slices.Sort(have); !slices.Equal(have, want.codes) {
			t.Errorf("%s: have %v, want %v", want.reason, have, want.codes)
		}
	}
}
