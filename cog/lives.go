package cog

import (
	"slices"
	"strings"

	"maillage/model"
)

// create opens a new entity with its first state.
func (f *fold) create(kind Kind, from model.Date, s State) int64 {
	f.entity++
	s.Entity, s.Period = f.entity, model.Period{From: from}
	f.where[s.Entity] = f.entities.add(Entity{ID: s.Entity, Kind: kind, Period: s.Period})
	f.latest[s.Entity] = f.states.add(s)
	f.coded[kind][s.Code] = s.Entity
	f.change(Created, s.Entity, "", "")
	return s.Entity
}

// become gives an entity the state that the millésime says it has from a day on. What a source leaves blank it does not
// say, hence a SIREN or a chef-lieu once known stays, and one learnt later is written back into the open state: it is
// news for us, not an event.
func (f *fold) become(entity int64, on model.Date, s State) {
	have := f.state(entity)
	if s.SIREN == "" {
		s.SIREN = have.SIREN
	}
	if s.SeatCode == "" {
		s.SeatCode = have.SeatCode
	}
	if have.SIREN == "" && s.SIREN != "" {
		f.states.edit(f.latest[entity]).SIREN = s.SIREN
		f.change(SIRENLearnt, entity, "", s.SIREN)
	}
	if have.SeatCode == "" && s.SeatCode != "" {
		f.states.edit(f.latest[entity]).SeatCode = s.SeatCode
		f.change(SeatChanged, entity, "", s.SeatCode)
	}
	before := *f.state(entity)
	s.ID, s.Entity, s.Period = before.ID, before.Entity, before.Period
	if !f.differences(before, s) {
		return
	}
	if before.From >= on { // a later version of the same day
		*f.states.edit(f.latest[entity]) = s
	} else {
		f.states.edit(f.latest[entity]).To = &on
		s.ID, s.Period = 0, model.Period{From: on}
		f.latest[entity] = f.states.add(s)
	}
}

// differences tells each way in which the state b of an entity differs from a.
func (f *fold) differences(a, b State) bool {
	told := len(f.report.Changes)
	for _, d := range []struct {
		kind          ChangeKind
		before, after string
	}{
		{Recoded, a.Code, b.Code},
		{Renamed, a.Name, b.Name},
		{SIRENChanged, a.SIREN, b.SIREN},
		{NatureChanged, string(a.Nature), string(b.Nature)},
		{FinancingChanged, string(a.Financing), string(b.Financing)},
		{SeatChanged, a.SeatCode, b.SeatCode},
	} {
		if d.before != d.after {
			f.changeTo(d.kind, b, d.before, d.after)
		}
	}
	if !slices.Equal(a.PostalCodes, b.PostalCodes) {
		f.changeTo(PostalCodesChanged, b, strings.Join(a.PostalCodes, " "), strings.Join(b.PostalCodes, " "))
	}
	if !slices.Equal(a.FormerCodes, b.FormerCodes) {
		f.changeTo(FormerCodesChanged, b, strings.Join(a.FormerCodes, " "), strings.Join(b.FormerCodes, " "))
	}
	if a.Department != b.Department || a.Region != b.Region || a.Overseas != b.Overseas {
		f.changeTo(PlaceChanged, b, f.place(a), f.place(b))
	}
	return len(f.report.Changes) > told
}

func (f *fold) place(s State) string {
	var names []string
	for _, id := range []int64{s.Department, s.Region, s.Overseas} {
		if id != 0 {
			names = append(names, f.state(id).Name)
		}
	}
	return strings.Join(names, ", ")
}

// end closes an entity, its state and its memberships; one that was only said to begin on that very day never was.
func (f *fold) end(entity int64, on model.Date) {
	e := f.entities.at(f.where[entity])
	if code := f.state(entity).Code; f.coded[e.Kind][code] == entity {
		delete(f.coded[e.Kind], code)
	}
	f.change(Ended, entity, "", "")
	if e.From >= on {
		f.erase(entity)
		return
	}
	f.entities.edit(f.where[entity]).To = &on
	f.states.edit(f.latest[entity]).To = &on
	for i, m := range f.memberships.live {
		if (m.Commune == entity || m.EPCI == entity) && m.To == nil {
			f.leave(i, on)
		}
	}
}

func (f *fold) leave(membership int, on model.Date) {
	if f.memberships.at(membership).From >= on {
		f.memberships.drop(membership)
	} else {
		f.memberships.edit(membership).To = &on
	}
}

// erase takes away all that was said of an entity that a later version of the same day no longer knows.
func (f *fold) erase(entity int64) {
	f.entities.drop(f.where[entity])
	for i, s := range f.states.live {
		if s.Entity == entity {
			f.states.drop(i)
		}
	}
	for i, m := range f.memberships.live {
		if m.Commune == entity || m.EPCI == entity {
			f.memberships.drop(i)
		}
	}
	for i, p := range f.counts.live {
		if p.Entity == entity {
			f.counts.drop(i)
		}
	}
	for i, s := range f.successions.live {
		if s.From == entity || s.To == entity {
			f.successions.drop(i)
		}
	}
}

func (f *fold) change(kind ChangeKind, entity int64, before, after string) {
	f.changeTo(kind, *f.state(entity), before, after)
}

func (f *fold) changeTo(kind ChangeKind, s State, before, after string) {
	f.report.Changes = append(f.report.Changes, Change{Kind: kind, Entity: s.Entity, EntityKind: f.entities.at(f.where[s.Entity]).Kind,
		Code: s.Code, Name: s.Name, Before: before, After: after, Count: 1})
}

func (f *fold) mismatch(record, message string) {
	f.report.Mismatches = append(f.report.Mismatches, Mismatch{record, message})
}

// succeed records that one entity follows another, once.
func (f *fold) succeed(s Succession) {
	for _, have := range f.successions.live {
		s.ID = have.ID
		if s == *have {
			return
		}
	}
	s.ID = 0
	f.successions.add(s)
	how := strings.ToLower(strings.ReplaceAll(string(s.Kind), "_", " "))
	if s.Kind == MergedInto {
		f.change(Succeeded, s.From, "", how+" "+s.ToCode+" "+f.state(s.To).Name)
	} else {
		f.change(Succeeded, s.To, "", how+" "+s.FromCode+" "+f.state(s.From).Name)
	}
}
