package cog

import "fmt"

// Check compares the files of the vintage with one another and tells every place where they disagree. What takes the
// millésimes before it to see, Graph.Apply tells.
func (v *Vintage) Check() []Mismatch {
	c := &checker{v: v, communes: make(map[string]*Commune, len(v.Communes))}
	for i := range v.Communes {
		c.communes[v.Communes[i].Code] = &v.Communes[i]
	}
	c.places()
	c.identities()
	c.epci()
	return c.found
}

type checker struct {
	v        *Vintage
	communes map[string]*Commune
	found    []Mismatch
}

func (c *checker) tell(record, format string, args ...any) {
	c.found = append(c.found, Mismatch{record, fmt.Sprintf(format, args...)})
}

func (c *checker) places() {
	regions, departments, overseas := map[string]bool{}, map[string]string{}, map[string]bool{}
	for _, r := range c.v.Regions {
		regions[r.Code] = true
	}
	for _, d := range c.v.Departments {
		departments[d.Code] = d.Region
		if !regions[d.Region] {
			c.tell("department "+d.Code, "department %s (%s) is of region %q, which the region file does not have", d.Code, d.Name, d.Region)
		}
	}
	for _, o := range c.v.Overseas {
		overseas[o.Code] = true
	}
	for _, m := range c.v.Communes {
		region, known := departments[m.Department]
		switch {
		case m.Overseas != "" && !overseas[m.Overseas]:
			c.tell("commune "+m.Code, "commune %s (%s) is of overseas collectivity %q, which is unknown", m.Code, m.Name, m.Overseas)
		case m.Overseas != "":
		case !known:
			c.tell("commune "+m.Code, "commune %s (%s) is of department %q, which the department file does not have", m.Code, m.Name, m.Department)
		case region != m.Region:
			c.tell("commune "+m.Code, "commune %s (%s) is of region %q, but its department %s is of region %q", m.Code, m.Name, m.Region, m.Department, region)
		}
	}
}

func (c *checker) identities() {
	sirens, former := make(map[string]string, len(c.v.Communes)), map[string]string{}
	for _, m := range c.v.Communes {
		if other := sirens[m.SIREN]; m.SIREN != "" && other != "" {
			c.tell("commune "+m.Code, "communes %s and %s have one SIREN, %s", other, m.Code, m.SIREN)
		}
		sirens[m.SIREN] = m.Code
		for _, f := range m.FormerCodes {
			if other := former[f]; other != "" {
				c.tell("commune "+m.Code, "the ancien code %s is said to live on both in %s and in %s", f, other, m.Code)
			}
			former[f] = m.Code
			if c.communes[f] != nil {
				c.tell("commune "+m.Code, "the ancien code %s of commune %s (%s) is that of a commune of today", f, m.Code, m.Name)
			}
		}
	}
}

func (c *checker) epci() {
	home := make(map[string]string, len(c.v.Communes))
	for _, e := range c.v.EPCI {
		record := "EPCI " + e.SIREN
		municipal, total := 0, 0
		for _, m := range e.Members {
			municipal += m.Municipal
			total += m.Total
			if other := home[m.Code]; other != "" {
				c.tell(record, "commune %s is a member of EPCI %s and of EPCI %s: the first is kept", m.Code, other, e.SIREN)
			} else {
				home[m.Code] = e.SIREN
			}
			c.member(e, m)
		}
		if municipal != e.Municipal {
			c.tell(record, "EPCI %s (%s) has municipal population %d, but its members add up to %d", e.SIREN, e.Name, e.Municipal, municipal)
		}
		if total != e.Total {
			c.tell(record, "EPCI %s (%s) has total population %d, but its members add up to %d", e.SIREN, e.Name, e.Total, total)
		}
	}
}

func (c *checker) member(e EPCI, m Member) {
	record := "EPCI " + e.SIREN
	if m.Total < m.Municipal {
		c.tell(record, "commune %s has total population %d, less than its municipal population %d", m.Code, m.Total, m.Municipal)
	}
	known := c.communes[m.Code]
	if known == nil || c.v.CommunesOn != c.v.EPCIOn {
		return // files of two different years may rightly differ
	}
	if known.SIREN != m.SIREN {
		c.tell(record, "commune %s (%s) has SIREN %s in the EPCI file and %q in the commune file: the latter is kept", m.Code, known.Name, m.SIREN, known.SIREN)
	}
	if c.v.CommuneCensus == c.v.EPCICensus && known.Municipal != nil && *known.Municipal != m.Municipal {
		c.tell(record, "commune %s (%s) has municipal population %d in the EPCI file and %d in the commune file, of one census (%d): the former is kept",
			m.Code, known.Name, m.Municipal, *known.Municipal, c.v.EPCICensus)
	}
}
