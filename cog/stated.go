package cog

import (
	"encoding/json"
	"errors"
	"io/fs"

	"maillage/model"
)

// millesimeFile is where a reader of a version that is not known by heart says what it is of.
const millesimeFile = "vintage.json"

const millesimeExample = `{"version": "7.0.0", "name": "COG 2027", "communesOn": "2027-01-01", "epciOn": "2027-01-01", ` +
	`"communeCensus": 2024, "epciCensus": 2024}`

// millesime finds what the folder is of: by heart when its version is known, else as vintage.json says.
func (r *reader) millesime() Millesime {
	var pkg struct{ Version string }
	if data, err := fs.ReadFile(r.fsys, "package.json"); err == nil {
		if err := json.Unmarshal(data, &pkg); err != nil {
			r.fault("package.json", "the file", "is not JSON (%v): unpack the package again", err)
		}
	}
	for _, m := range Published() {
		if m.Version == pkg.Version {
			return m
		}
	}
	return r.stated(pkg.Version)
}

func (r *reader) stated(version string) (m Millesime) {
	data, err := fs.ReadFile(r.fsys, millesimeFile)
	if errors.Is(err, fs.ErrNotExist) {
		r.fault(millesimeFile, "the file", "is missing, and version %q is not known by heart, so that nothing says of which days and "+
			"censuses the data is: write it into the folder, for instance %s", version, millesimeExample)
		return m
	}
	var file struct {
		Version, Name, CommunesOn, EPCIOn        string
		CommuneCensus, EPCICensus, MayotteCensus int
	}
	if err == nil {
		err = json.Unmarshal(data, &file)
	}
	if err != nil {
		r.fault(millesimeFile, "the file", "cannot be read (%v): write for instance %s", err, millesimeExample)
		return m
	}
	if version == "" {
		version = file.Version
	}
	if version == "" || file.Name == "" {
		r.fault(millesimeFile, "version, name", "a version (here or in package.json) and a name are needed: write for instance %s", millesimeExample)
	}
	if file.MayotteCensus == 0 {
		file.MayotteCensus = mayotte2017
	}
	return Millesime{version, file.Name, r.day("communesOn", file.CommunesOn), r.day("epciOn", file.EPCIOn),
		r.census("communeCensus", file.CommuneCensus), r.census("epciCensus", file.EPCICensus), r.census("mayotteCensus", file.MayotteCensus)}
}

func (r *reader) day(field, s string) model.Date {
	d, err := model.ParseDate(s)
	if err != nil {
		r.fault(millesimeFile, field, "%v", err)
	}
	return d
}

// census refuses years before the first yearly census; above all a day's year typed for a census year stays plausible,
// so the example shows both.
func (r *reader) census(field string, year int) int {
	if year < 2006 || year > 9999 {
		r.fault(millesimeFile, field, "the year of a census is needed, not %d: write for instance %s", year, millesimeExample)
	}
	return year
}
