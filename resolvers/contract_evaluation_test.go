package resolvers_test

import "testing"

// The whole region in 2026: every figure has a definition, a source and a day; the planted free riders are among those found.
func TestContract12(t *testing.T) {
	t.Parallel()
	var data struct {
		Evaluation struct {
			Indicators []struct {
				Code, Definition, Source, AsOf string
				Value, Target                  *string
			}
			Satisfaction struct{ Invited, Answered int }
			Return       struct {
				Cost                       *string
				Contributions, AvoidedCost string
				ByService                  []struct {
					Service     struct{ Code string }
					Units       int
					UnitBenefit *string
					Benefit     *string
				}
			}
			Responsibility struct {
				Engaged, FreeRiding, Dormant int
				Communes                     struct {
					TotalCount int
					Nodes      []struct {
						Commune  struct{ Code string }
						Standing string
					}
				}
			}
		}
	}
	perform(t, "12-evaluation", nil, &data)
	e := data.Evaluation
	if len(e.Indicators) != 15 || e.Satisfaction.Answered == 0 || e.Return.Cost == nil {
		t.Errorf("have %+v", e)
	}
	figures := map[string]string{}
	for _, i := range e.Indicators {
		if i.Definition == "" || i.Source == "" || i.AsOf != "2026-06-01" || i.Value == nil {
			t.Errorf("%s is %+v", i.Code, i)
			continue
		}
		figures[i.Code] = *i.Value
	}
	if figures["CONTRIBUTIONS"] != e.Return.Contributions || figures["AVOIDED_COST"] != e.Return.AvoidedCost || figures["ENTITLED"] != "1112" {
		t.Errorf("the indicators %v, the return %+v", figures, e.Return)
	}
	found := map[string]bool{}
	for _, c := range e.Responsibility.Communes.Nodes {
		found[c.Commune.Code] = c.Standing == "FREE_RIDING"
	}
	if len(found) != e.Responsibility.FreeRiding || e.Responsibility.Communes.TotalCount != len(found) || !found["22028"] || !found["22340"] {
		t.Errorf("have %+v", e.Responsibility)
	}
	for _, s := range e.Return.ByService {
		if s.Service.Code == "CONVOCATION" && (s.UnitBenefit == nil || *s.UnitBenefit != "8.50" || s.Benefit == nil) {
			t.Errorf("have %+v", s)
		}
	}
}
