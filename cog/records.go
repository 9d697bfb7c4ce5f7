package cog

import (
	"fmt"
	"regexp"
	"slices"
)

// zoneOverseas marks the overseas collectivities, which the publisher lists both as departments and as regions.
const zoneOverseas = "com"

type territoryRecord struct {
	Code, Nom, ChefLieu, Region, Zone string
}

type communeRecord struct {
	Code, Nom, Type, SIREN, Departement, Region, Zone string

	CollectiviteOutremer       *struct{ Code, Nom string } // instead of Zone, in version 1.1.1
	CodesPostaux, AnciensCodes []string
	Population                 *int
}

type epciRecord struct {
	Code, Nom, Type, ModeFinancement       string
	PopulationTotale, PopulationMunicipale *int
	Membres                                []struct {
		Code, SIREN                            string
		PopulationTotale, PopulationMunicipale *int
	}
}

var (
	territoryCode = regexp.MustCompile(`^(\d{2,3}|2[AB])$`)
	communeCode   = regexp.MustCompile(`^(\d{5}|2[AB]\d{3})$`)
	postalCode    = regexp.MustCompile(`^\d{5}$`)
)

func (r *reader) territories(v *Vintage) {
	const regions, departments = "regions.json", "departements.json"
	for i, t := range records[territoryRecord](r, regions) {
		if r.territory(regions, i, t); t.Zone != zoneOverseas {
			v.Regions = append(v.Regions, Region{t.Code, t.Nom, t.ChefLieu})
		}
	}
	for i, t := range records[territoryRecord](r, departments) {
		if r.territory(departments, i, t); t.Zone == zoneOverseas {
			v.Overseas = append(v.Overseas, Overseas{t.Code, t.Nom, t.ChefLieu})
		} else {
			v.Departments = append(v.Departments, Department{t.Code, t.Nom, t.ChefLieu, t.Region})
		}
	}
}

func (r *reader) territory(file string, i int, t territoryRecord) {
	record := fmt.Sprintf("record %d (%s)", i+1, t.Code)
	if !territoryCode.MatchString(t.Code) {
		r.fault(file, record, "its code %q is not that of a department or region: mend it at its source", t.Code)
	}
	if t.Nom == "" {
		r.fault(file, record, "it has no name: mend it at its source")
	}
}

func (r *reader) communes(v *Vintage) {
	const file = "communes.json"
	seen := make(map[string]bool)
	for i, c := range records[communeRecord](r, file) {
		if c.Type != "commune-actuelle" {
			continue // déléguées, associées and arrondissements share their codes with communes and are no collectivities
		}
		record := fmt.Sprintf("record %d (%s)", i+1, c.Code)
		commune := Commune{Code: c.Code, Name: c.Nom, SIREN: c.SIREN, PostalCodes: sorted(c.CodesPostaux),
			FormerCodes: sorted(c.AnciensCodes), Municipal: c.Population}
		switch {
		case c.CollectiviteOutremer != nil:
			commune.Overseas = c.CollectiviteOutremer.Code
			v.nameOverseas(c.CollectiviteOutremer.Code, c.CollectiviteOutremer.Nom)
		case c.Zone == zoneOverseas:
			commune.Overseas = c.Departement
		default:
			commune.Department, commune.Region = c.Departement, c.Region
		}
		r.commune(file, record, commune)
		if seen[c.Code] {
			r.fault(file, record, "the code %s is there twice: keep the record that is right", c.Code)
		}
		seen[c.Code] = true
		v.Communes = append(v.Communes, commune)
	}
}

func (r *reader) commune(file, record string, c Commune) {
	if !communeCode.MatchString(c.Code) {
		r.fault(file, record, "its code %q is not a code INSEE of five characters, such as 35238 or 2A004: mend it at its source", c.Code)
	}
	if c.Name == "" {
		r.fault(file, record, "it has no name: mend it at its source")
	}
	if c.SIREN != "" && !validSIREN(c.SIREN) {
		r.fault(file, record, "its SIREN %q is not nine digits with a right check digit: mend it at its source", c.SIREN)
	}
	if c.Overseas == "" && (c.Department == "" || c.Region == "") {
		r.fault(file, record, "it has neither department and region nor overseas collectivity: mend it at its source")
	}
	if c.Municipal != nil && *c.Municipal < 0 {
		r.fault(file, record, "its population %d is below zero: mend it at its source", *c.Municipal)
	}
	for _, p := range c.PostalCodes {
		if !postalCode.MatchString(p) {
			r.fault(file, record, "its postal code %q is not five digits: mend it at its source", p)
		}
	}
	for _, f := range c.FormerCodes {
		if !communeCode.MatchString(f) {
			r.fault(file, record, "its ancien code %q is not a code INSEE of five characters: mend it at its source", f)
		}
	}
}

func (v *Vintage) nameOverseas(code, name string) {
	if !slices.ContainsFunc(v.Overseas, func(o Overseas) bool { return o.Code == code }) {
		v.Overseas = append(v.Overseas, Overseas{Code: code, Name: name})
	}
}

func (r *reader) epci(v *Vintage) {
	const file = "epci.json"
	natures := []Nature{NatureCC, NatureCA, NatureCU, NatureMETRO, NatureMET69}
	financings := []Financing{FinancingFPU, FinancingFA}
	seen := make(map[string]bool)
	for i, e := range records[epciRecord](r, file) {
		record := fmt.Sprintf("record %d (%s)", i+1, e.Code)
		epci := EPCI{SIREN: e.Code, Name: e.Nom, Nature: Nature(e.Type), Financing: Financing(e.ModeFinancement)}
		epci.Municipal = r.figure(file, record, "populationMunicipale", e.PopulationMunicipale)
		epci.Total = r.figure(file, record, "populationTotale", e.PopulationTotale)
		if !validSIREN(e.Code) {
			r.fault(file, record, "its SIREN %q is not nine digits with a right check digit: mend it at its source", e.Code)
		}
		if seen[e.Code] {
			r.fault(file, record, "the SIREN %s is there twice: keep the record that is right", e.Code)
		}
		seen[e.Code] = true
		if e.Nom == "" {
			r.fault(file, record, "it has no name: mend it at its source")
		}
		if !slices.Contains(natures, epci.Nature) {
			r.fault(file, record, "its type %q is none of %v: mend it at its source, or teach it to the almanac if the law made a new one", e.Type, natures)
		}
		if !slices.Contains(financings, epci.Financing) {
			r.fault(file, record, "its modeFinancement %q is none of %v: mend it at its source", e.ModeFinancement, financings)
		}
		if len(e.Membres) == 0 {
			r.fault(file, record, "it has no member: mend it at its source")
		}
		for _, m := range e.Membres {
			member := record + ", member " + m.Code
			if !communeCode.MatchString(m.Code) {
				r.fault(file, member, "its code %q is not a code INSEE of five characters: mend it at its source", m.Code)
			}
			if !validSIREN(m.SIREN) {
				r.fault(file, member, "its SIREN %q is not nine digits with a right check digit: mend it at its source", m.SIREN)
			}
			epci.Members = append(epci.Members, Member{m.Code, m.SIREN,
				r.figure(file, member, "populationMunicipale", m.PopulationMunicipale),
				r.figure(file, member, "populationTotale", m.PopulationTotale)})
		}
		v.EPCI = append(v.EPCI, epci)
	}
}

func (r *reader) figure(file, record, field string, n *int) int {
	if n == nil || *n < 0 {
		r.fault(file, record, "%s is missing or below zero: mend it at its source", field)
		return 0
	}
	return *n
}

// validSIREN tells whether s is nine digits of which the last checks the others (Luhn).
func validSIREN(s string) bool {
	if len(s) != 9 {
		return false
	}
	sum := 0
	for i := range 9 {
		d := int(s[i]) - '0'
		if d < 0 || d > 9 {
			return false
		}
		if i%2 == 1 {
			d *= 2
			d = d/10 + d%10
		}
		sum += d
	}
	return sum%10 == 0
}

func sorted(codes []string) []string {
	if len(codes) == 0 {
		return nil
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}
