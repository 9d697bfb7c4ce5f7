package actions

import (
	"fmt"
	"slices"
	"strings"

	"maillage/contribution"
	"maillage/model"
)

// comparison adds the statements of both sides up, by payer.
type comparison struct {
	f      *facts
	in     model.SimulationInput
	by     map[model.CollectivityID]*model.SimulationLine
	before []contribution.Statement // the same cases by the rules in force
	result *model.Simulation
}

// mostAnomalies is how many of them a simulation tells.
const mostAnomalies = 100

func (c *comparison) add(statements []contribution.Statement, drafted bool) {
	offers := map[contribution.Offer]bool{}
	for _, d := range c.in.Draft {
		offers[contribution.OfferOf(d.Offer)] = true
	}
	for i := range statements {
		s := &statements[i]
		if !offers[s.Case.Offer] || !inside(&c.f.Bodies[s.Case.Subscriber], c.in.Territory) {
			continue
		}
		if !s.Priced {
			c.result.Unpriced++
			if drafted {
				for _, p := range c.before[i].Payers() {
					c.line(p).Unpriced = true
				}
			}
			if drafted && len(c.result.Anomalies) < mostAnomalies {
				c.result.Anomalies = append(c.result.Anomalies, anomalies(s.Anomalies())...)
			}
			continue
		}
		for _, p := range s.Payers() {
			line := c.line(p)
			if drafted {
				line.Draft += p.Amount
			} else {
				line.Current += p.Amount
			}
		}
	}
}

func (c *comparison) line(p contribution.Share) *model.SimulationLine {
	line := c.by[p.ID]
	if line == nil {
		line = &model.SimulationLine{PayerID: p.ID, Code: fmt.Sprint(p.ID)}
		if p.Body != nil {
			line.Code = p.Body.Code
		}
		c.by[p.ID] = line
	}
	return line
}

func inside(b *contribution.Body, t *model.TerritoryInput) bool {
	return t == nil || t.Region != nil && b.Region == *t.Region || t.Department != nil && b.Department == *t.Department ||
		t.EPCI != nil && (b.EPCI == *t.EPCI || b.Code == *t.EPCI)
}

func (c *comparison) done() *model.Simulation {
	r := c.result
	for _, line := range c.by {
		line.Delta = line.Draft - line.Current
		line.DeltaRate = contribution.Ratio(line.Delta, line.Current, 4)
		r.Compared = append(r.Compared, line)
		r.Current, r.Draft = r.Current+line.Current, r.Draft+line.Draft
		switch {
		case line.Unpriced:
			line.DeltaRate = nil
		case line.Delta < 0:
			r.Winners++
		case line.Delta > 0:
			r.Losers++
		default:
			r.Unchanged++
		}
	}
	r.Delta = r.Draft - r.Current
	slices.SortFunc(r.Compared, func(a, b *model.SimulationLine) int { return strings.Compare(a.Code, b.Code) })
	r.ByStratum = c.strata()
	return r
}

func (c *comparison) strata() (list []*model.SimulationStratum) {
	rows := make([]*model.SimulationStratum, len(strata)+1)
	for _, line := range c.result.Compared {
		at := len(strata)
		if i, there := c.f.place[line.PayerID]; there {
			at, _ = stratumOf(&c.f.Bodies[i])
		}
		if rows[at] == nil {
			rows[at] = &model.SimulationStratum{Label: stratumLabel(at)}
		}
		rows[at].Collectivities++
		rows[at].Current, rows[at].Draft, rows[at].Delta = rows[at].Current+line.Current, rows[at].Draft+line.Draft, rows[at].Delta+line.Delta
	}
	for _, row := range rows {
		if row != nil {
			list = append(list, row)
		}
	}
	return list
}
