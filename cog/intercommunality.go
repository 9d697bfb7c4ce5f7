package cog

import (
	"fmt"
	"maps"
	"slices"

	"maillage/model"
)

// epci folds in the EPCI and their members, on their own day: the EPCI file may be of an earlier year than the communes,
// whose codes are then read as they were on that day. The SIREN makes the EPCI.
func (f *fold) epci(communes map[string]int64) {
	on := f.v.EPCIOn
	known := maps.Clone(f.coded[KindEPCI])
	listed := map[string]bool{}
	for _, e := range f.v.EPCI {
		listed[e.SIREN] = true
		f.put(KindEPCI, on, State{Code: e.SIREN, SIREN: e.SIREN, Name: e.Name, Nature: e.Nature, Financing: e.Financing})
	}
	wanted := f.wanted(communes)
	eve := f.membersOn(on - 1)
	f.join(wanted)
	f.endMissing(KindEPCI, on, listed)
	f.succeedEPCI(known, listed, eve, wanted)
}

// communesOn is the communes of a day by their code on that day.
func (f *fold) communesOn(day model.Date) map[string]int64 {
	communes := make(map[string]int64, len(f.v.Communes))
	for _, s := range f.states.live {
		if s.Contains(day) && f.entities.at(f.where[s.Entity]).Kind == KindCommune {
			communes[s.Code] = s.Entity
		}
	}
	return communes
}

// membersOn is the communes of each EPCI on a day.
func (f *fold) membersOn(day model.Date) map[int64][]int64 {
	members := map[int64][]int64{}
	for _, m := range f.memberships.live {
		if m.Contains(day) {
			members[m.EPCI] = append(members[m.EPCI], m.Commune)
		}
	}
	return members
}

// wanted is the EPCI of each commune as the millésime has it.
func (f *fold) wanted(communes map[string]int64) map[int64]int64 {
	wanted := make(map[int64]int64, len(communes))
	for _, e := range f.v.EPCI {
		for _, m := range e.Members {
			commune := communes[m.Code]
			if commune == 0 {
				f.mismatch("EPCI "+e.SIREN, fmt.Sprintf("member %s of EPCI %s (%s) was no known commune on %s: it is left out",
					m.Code, e.SIREN, e.Name, f.v.EPCIOn))
			} else if wanted[commune] == 0 {
				wanted[commune] = f.coded[KindEPCI][e.SIREN]
			}
		}
	}
	return wanted
}

// join closes the memberships that are no more and opens those that are new, or that an earlier version of the same day
// had closed.
func (f *fold) join(wanted map[int64]int64) {
	on := f.v.EPCIOn
	kept, closed := make(map[int64]bool, len(wanted)), map[int64]int{}
	for i, m := range f.memberships.live {
		switch {
		case m.Contains(on) && wanted[m.Commune] == m.EPCI:
			kept[m.Commune] = true
		case m.Contains(on):
			f.change(Left, m.Commune, f.state(m.EPCI).Name, "")
			f.leave(i, on)
		case m.To != nil && *m.To == on && wanted[m.Commune] == m.EPCI:
			closed[m.Commune] = i
		}
	}
	for _, commune := range slices.Sorted(maps.Keys(wanted)) {
		if kept[commune] {
			continue
		}
		epci, to := wanted[commune], f.entities.at(f.where[commune]).To
		if i, again := closed[commune]; again {
			f.memberships.edit(i).To = to
		} else {
			f.memberships.add(Membership{Commune: commune, EPCI: epci, Period: model.Period{From: on, To: to}})
		}
		f.change(Joined, commune, "", f.state(epci).Name)
	}
}

// succeedEPCI finds where the members of each EPCI that ended went, and whence came those of one that is new.
func (f *fold) succeedEPCI(known map[string]int64, listed map[string]bool, eve map[int64][]int64, wanted map[int64]int64) {
	on := f.v.EPCIOn
	follows := map[int64]bool{}
	for _, siren := range sortedKeys(known) {
		if listed[siren] || f.entities.dropped[f.where[known[siren]]] {
			continue
		}
		heirs := map[int64]bool{}
		for _, commune := range eve[known[siren]] {
			if heir := wanted[f.heir(commune, on)]; heir != 0 {
				heirs[heir] = true
			}
		}
		if commune := f.one(eve[known[siren]], on); len(heirs) == 0 && commune != 0 {
			f.succeed(Succession{From: known[siren], To: commune, Date: on, Kind: CreatedFrom, FromCode: siren, ToCode: f.state(commune).Code})
		} else if len(heirs) == 0 {
			f.mismatch("EPCI "+siren, fmt.Sprintf("EPCI %s (%s) is no longer listed, and none of its members joined another: it is ended without a successor",
				siren, f.state(known[siren]).Name))
		}
		for _, heir := range slices.Sorted(maps.Keys(heirs)) {
			to := f.state(heir).Code
			kind := SplitFrom
			if len(heirs) == 1 {
				kind = CreatedFrom
				if known[to] != 0 {
					kind = MergedInto
				}
			}
			f.succeed(Succession{From: known[siren], To: heir, Date: on, Kind: kind, FromCode: siren, ToCode: to})
			follows[heir] = true
		}
	}
	if f.first {
		return
	}
	for _, e := range f.v.EPCI {
		if entity := f.coded[KindEPCI][e.SIREN]; known[e.SIREN] == 0 && !follows[entity] {
			f.detach(entity, eve, wanted)
		}
	}
}

// heir is the commune in which a commune of the eve lives on.
func (f *fold) heir(commune int64, on model.Date) int64 {
	for _, s := range f.successions.live {
		if s.From == commune && s.Date == on && (s.Kind == MergedInto || s.Kind == CreatedFrom) {
			return s.To
		}
	}
	return commune
}

// one is the commune in which all of several communes of the eve live on, 0 where there is none: their EPCI became a commune
// nouvelle (CGCT L2113-9).
func (f *fold) one(communes []int64, on model.Date) (commune int64) {
	if len(communes) < 2 {
		return 0
	}
	for _, c := range communes {
		heir := f.heir(c, on)
		if commune != 0 && heir != commune {
			return 0
		}
		commune = heir
	}
	return commune
}

// detach joins a new EPCI to the one that goes on without most of the new one's members.
func (f *fold) detach(epci int64, eve map[int64][]int64, wanted map[int64]int64) {
	members := 0
	for _, home := range wanted {
		if home == epci {
			members++
		}
	}
	for _, from := range slices.Sorted(maps.Keys(eve)) {
		taken := 0
		for _, commune := range eve[from] {
			if wanted[commune] == epci {
				taken++
			}
		}
		if 2*taken > members {
			f.succeed(Succession{From: from, To: epci, Date: f.v.EPCIOn, Kind: SplitFrom, FromCode: f.state(from).Code, ToCode: f.state(epci).Code})
			return
		}
	}
}
