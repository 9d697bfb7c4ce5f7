package actions

import (
	"context"
	"fmt"
	"time"

	"maillage/contribution"
	"maillage/model"
)

// facts are what contributions of a year are computed from: the bodies of 1 January, with the bases that the rules ask for.
type facts struct {
	contribution.Facts
	place   map[model.CollectivityID]int32
	members map[model.CollectivityID][]int32 // of an EPCI, by key
	gone    []model.CollectivityID           // who subscribed, and is not there
}

// facts reads bodies as they are on 1 January of a year, all of them where ids is nil, for rules that price a year.
func (a *Actions) facts(ctx context.Context, ids []model.CollectivityID, rules []contribution.Published, year, of int) (*facts, error) {
	first := model.NewDate(of, time.January, 1)
	profiles, err := a.DB.ProfilesOn(ctx, ids, first)
	if err != nil {
		return nil, err
	}
	needs := contribution.Needs(rules, year)
	f := &facts{Facts: contribution.Facts{Year: year, Needs: needs, Bodies: make([]contribution.Body, len(profiles))},
		place: make(map[model.CollectivityID]int32, len(profiles)), members: map[model.CollectivityID][]int32{}}
	values := make([]contribution.Value, len(needs)*len(profiles))
	for i, p := range profiles {
		f.place[p.ID] = int32(i)
		f.Bodies[i] = contribution.Body{ID: p.ID, Kind: p.Kind, Code: p.Code, Name: p.Name, Nature: p.Nature, Department: p.Department, Region: p.Region,
			EPCI: p.EPCICode, DepartmentID: p.DepartmentID, RegionID: p.RegionID, Values: values[i*len(needs) : (i+1)*len(needs) : (i+1)*len(needs)]}
		if p.Municipal != nil {
			n, err := model.NewDecimal(int64(p.Municipal.Value), 0)
			if err != nil {
				return nil, err
			}
			f.Bodies[i].Inhabitants = &n
		}
		if p.EPCI != 0 {
			f.members[p.EPCI] = append(f.members[p.EPCI], int32(i))
		}
	}
	for epci, communes := range f.members {
		if i, there := f.place[epci]; there {
			f.Bodies[i].Communes = len(communes)
			f.locate(i, communes)
		}
	}
	if err := a.seats(ctx, f, first); err != nil {
		return nil, err
	}
	return f, a.bases(ctx, f, ids, needs, first, profiles, year-of)
}

// seats tells in which college each body sits.
func (a *Actions) seats(ctx context.Context, f *facts, on model.Date) error {
	members, err := a.DB.Members(ctx, on)
	if err != nil {
		return err
	}
	colleges, err := a.DB.CollegesOn(ctx, on)
	if err != nil {
		return err
	}
	codes := map[model.CollegeID]string{}
	for _, c := range colleges {
		codes[c.ID] = c.Code
	}
	for _, m := range members {
		if i, there := f.place[m.CollectivityID]; there {
			f.Bodies[i].College = codes[m.CollegeID]
		}
	}
	return nil
}

// locate gives an EPCI, which has no department or region of its own, those that most of its communes are in.
func (f *facts) locate(epci int32, communes []int32) {
	b := &f.Bodies[epci]
	departments, regions := map[model.CollectivityID]int{}, map[model.CollectivityID]int{}
	for _, i := range communes {
		c := &f.Bodies[i]
		if departments[c.DepartmentID]++; departments[c.DepartmentID] > departments[b.DepartmentID] {
			b.DepartmentID, b.Department = c.DepartmentID, c.Department
		}
		if regions[c.RegionID]++; regions[c.RegionID] > regions[b.RegionID] {
			b.RegionID, b.Region = c.RegionID, c.Region
		}
	}
}

// bases reads what the rules ask of each body, of so many years before what the rules say.
func (a *Actions) bases(ctx context.Context, f *facts, ids []model.CollectivityID, needs []contribution.Need, first model.Date, profiles []*model.Profile, back int) error {
	years := map[int]bool{}
	known := map[model.Date][]*model.Profile{first: profiles}
	for n, need := range needs {
		on := need.On
		if on == 0 {
			years[need.Year-back] = true
			continue
		}
		if !need.Frozen {
			on = model.NewDate(on.Year()-back, time.January, 1)
		}
		if known[on] == nil {
			var err error
			if known[on], err = a.DB.ProfilesOn(ctx, ids, on); err != nil {
				return err
			}
		}
		words := map[int]string{}
		for _, p := range known[on] {
			if i, there := f.place[p.ID]; there {
				f.Bodies[i].Values[n] = legal(p, need, on, words)
			}
		}
	}
	if len(years) == 0 {
		return nil
	}
	from, to := 1<<30, 0
	for y := range years {
		from, to = min(from, y), max(to, y)
	}
	counted, err := a.DB.CountedIn(ctx, ids, indicatorsOf(needs), from, to)
	if err != nil {
		return err
	}
	figures, err := a.DB.FiguresIn(ctx, ids, from, to)
	if err != nil {
		return err
	}
	for _, x := range append(counted, figures...) { // what somebody declared takes the place of what was counted
		i, there := f.place[x.CollectivityID]
		for n, need := range needs {
			if there && need.On == 0 && need.Kind == x.Kind && need.Year-back == x.Year && need.Indicator == x.Named {
				f.Bodies[i].Values[n] = contribution.Value{Decimal: x.Value, Vintage: fmt.Sprintf("%d, %s", x.Year, x.Source), Known: true}
			}
		}
	}
	return nil
}

// indicatorsOf are the indicators of usage that rules ask for.
func indicatorsOf(needs []contribution.Need) (codes []string) {
	for _, n := range needs {
		if n.Kind == model.BasisKindUsage {
			codes = append(codes, n.Indicator)
		}
	}
	return codes
}

// legal is the legal population that a rule asks for. The words for where it comes from are few, and kept by their census.
func legal(p *model.Profile, need contribution.Need, on model.Date, words map[int]string) (v contribution.Value) {
	f, which := p.Municipal, "population municipale"
	if need.Kind == model.BasisKindPopulationTotal {
		f, which = p.Total, "population totale"
	}
	if f == nil {
		return v
	}
	n, err := model.NewDecimal(int64(f.Value), 0)
	if err != nil {
		return v
	}
	if words[f.Census] == "" {
		if f.Census != 0 {
			which = fmt.Sprintf("%s %d,", which, f.Census)
		}
		words[f.Census] = fmt.Sprintf("%s en vigueur le %s", which, on.Time().Format("02/01/2006"))
	}
	return contribution.Value{Decimal: n, Vintage: words[f.Census], Known: true}
}
