package cog

import "maillage/model"

// territories folds in the regions, departments and overseas collectivities, in this order, as each refers to the former.
func (f *fold) territories() {
	on := f.v.CommunesOn
	regions, departments, overseas := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, r := range f.v.Regions {
		regions[r.Code] = true
		f.put(KindRegion, on, State{Code: r.Code, Name: r.Name, SeatCode: r.SeatCode})
	}
	for _, d := range f.v.Departments {
		departments[d.Code] = true
		f.put(KindDepartment, on, State{Code: d.Code, Name: d.Name, SeatCode: d.SeatCode, Region: f.coded[KindRegion][d.Region]})
	}
	for _, o := range f.v.Overseas {
		overseas[o.Code] = true
		f.put(KindOverseas, on, State{Code: o.Code, Name: o.Name, SeatCode: o.SeatCode})
	}
	f.endMissing(KindRegion, on, regions)
	f.endMissing(KindDepartment, on, departments)
	f.endMissing(KindOverseas, on, overseas)
}

// put creates the entity of that code, or brings it up to date.
func (f *fold) put(kind Kind, on model.Date, s State) int64 {
	entity, known := f.coded[kind][s.Code]
	if !known {
		return f.create(kind, on, s)
	}
	f.become(entity, on, s)
	return entity
}

// endMissing ends the entities of a kind whose codes the millésime no longer lists.
func (f *fold) endMissing(kind Kind, on model.Date, listed map[string]bool) {
	for _, code := range sortedKeys(f.coded[kind]) {
		if !listed[code] {
			f.end(f.coded[kind][code], on)
		}
	}
}
