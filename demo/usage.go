package demo

import (
	"slices"
	"strconv"

	"maillage/model"
)

// CountedFrom is the first month that has counts.
var CountedFrom = model.MonthOf(model.NewDate(2024, 1, 1))

// Planted is the EPCI whose communes are known one by one: five fell asleep, three never used anything, seven use far more than
// the others, though it pays for them all. The others use services every month.
const Planted = "200065928"

// The communes of the planted EPCI that are not like the others.
var (
	Dormant    = []string{"22006", "22085", "22110", "22217", "22350"}
	NeverUsed  = []string{"22041", "22111", "22235"}
	FreeRiders = []string{"22028", "22042", "22127", "22166", "22207", "22245", "22340"}
)

// Right is a service that a body may use during some months, both in.
type Right struct {
	BodyID      model.CollectivityID
	Code, EPCI  string
	Population  int
	Service     string
	IndicatorID int64 // the principal one
	From, To    model.Month
}

// Count is how often a body used a service in a month.
type Count struct {
	BodyID      model.CollectivityID
	IndicatorID int64
	Month       model.Month
	Count       int
}

// habits are how services are used: by how many in a hundred, how often in a month by the smallest, and by how many inhabitants once more.
var habits = map[string]struct{ users, least, per int }{
	"ACTES":       {88, 3, 400},
	"PES":         {60, 4, 900},
	"MARCHES":     {24, 0, 3000},
	"CONVOCATION": {22, 0, 350},
	"PARAPHEUR":   {10, 5, 200},
	"SAE":         {8, 1, 2000},
	"SVE":         {6, 1, 1500},
	"OPENDATA":    {4, 0, 4000},
	"CERTIFICATS": {20, 0, 5000},
}

// Usage invents the counts up to a month, in: who uses what, from when on, until when, and how often. What is counted in a month does
// not depend on the last one, but who has fallen asleep does.
func Usage(rights []Right, last model.Month) (all []Count) {
	for _, r := range rights {
		h, used := habits[r.Service]
		from, to := max(r.From, CountedFrom), min(r.To, last)
		times := 1
		if r.EPCI == Planted {
			switch {
			case slices.Contains(NeverUsed, r.Code):
				continue
			case slices.Contains(Dormant, r.Code):
				to = min(to, last-7) // the last of these months has none, and five before it
			case slices.Contains(FreeRiders, r.Code):
				times = 9
			}
			if r.Service == "ACTES" {
				h.users = 100
			}
		} else if draw(100, "sleeps", r.Code) < 5 {
			to = min(to, last-model.Month(6+draw(9, "since", r.Code)))
		}
		if !used || draw(100, "never", r.Code) < 4 && r.EPCI != Planted || draw(100, "uses", r.Service, r.Code) >= h.users {
			continue
		}
		if r.From >= CountedFrom { // it takes some time to begin
			from += model.Month(draw(8, "begins", r.Service, r.Code))
		}
		base := h.least*100 + r.Population*100/h.per
		for m := from; m <= to; m++ {
			n := base * (60 + draw(80, r.Service, r.Code, strconv.Itoa(int(m)))) / 100 * season[m%12] / 100
			if n = (n + draw(100, "rest", r.Code, strconv.Itoa(int(m)))) / 100 * times; n > 0 {
				all = append(all, Count{r.BodyID, r.IndicatorID, m, n})
			}
		}
	}
	return all
}

// season is how busy a month is, in hundredths: councils rest in August, and vote budgets in March and April.
var season = [12]int{90, 100, 130, 120, 100, 110, 90, 40, 100, 105, 105, 120}
