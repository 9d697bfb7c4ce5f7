package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"maillage/cog"
)

const millesime2027 = `{"version": "7.0.0", "name": "COG 2027", "communesOn": "2027-01-01", "epciOn": "2027-01-01", "communeCensus": 2024, "epciCensus": 2024}`

// laterMillesime writes the last embedded millésime as the package of a year later, in the form in which it is published.
// On that day Lannion is renamed, and Trédrez-Locquémeau (22349) merges into it.
func laterMillesime(t testing.TB) string {
	t.Helper()
	vintages, err := cog.Embedded()
	must(t, err)
	v := vintages[len(vintages)-1]
	dir := t.TempDir()
	must(t, os.Mkdir(filepath.Join(dir, "data"), 0o755))
	write := func(file string, content any) {
		t.Helper()
		text, err := json.Marshal(content)
		must(t, err)
		must(t, os.WriteFile(filepath.Join(dir, file), text, 0o644))
	}
	write("package.json", map[string]string{"name": "@etalab/decoupage-administratif", "version": "7.0.0"})
	write("vintage.json", json.RawMessage(millesime2027))
	write("data/regions.json", regions(v))
	write("data/departements.json", departments(v))
	write("data/communes.json", communes(v))
	write("data/epci.json", epci(v))
	return dir
}

type object map[string]any

const merged, intoCode, newName = "22349", "22113", "Lannion-Trégor"

func regions(v *cog.Vintage) (list []object) {
	for _, r := range v.Regions {
		list = append(list, object{"code": r.Code, "nom": r.Name, "chefLieu": r.SeatCode})
	}
	return list
}

func departments(v *cog.Vintage) (list []object) {
	for _, d := range v.Departments {
		list = append(list, object{"code": d.Code, "nom": d.Name, "chefLieu": d.SeatCode, "region": d.Region})
	}
	for _, o := range v.Overseas {
		list = append(list, object{"code": o.Code, "nom": o.Name, "chefLieu": o.SeatCode, "zone": "com"})
	}
	return list
}

func communes(v *cog.Vintage) (list []object) {
	for _, c := range v.Communes {
		place := object{"code": c.Code, "nom": c.Name, "type": "commune-actuelle", "siren": c.SIREN, "codesPostaux": c.PostalCodes, "anciensCodes": c.FormerCodes}
		if c.Municipal != nil {
			place["population"] = *c.Municipal
		}
		if c.Overseas != "" {
			place["zone"], place["departement"] = "com", c.Overseas
		} else {
			place["departement"], place["region"] = c.Department, c.Region
		}
		switch c.Code {
		case merged:
			place["type"], place["chefLieu"] = "commune-deleguee", intoCode
		case intoCode:
			place["nom"], place["anciensCodes"] = newName, append([]string{merged}, c.FormerCodes...)
		}
		list = append(list, place)
	}
	return list
}

func epci(v *cog.Vintage) (list []object) {
	for _, e := range v.EPCI {
		var members []object
		for _, m := range e.Members {
			if m.Code != merged {
				members = append(members, object{"code": m.Code, "siren": m.SIREN, "populationTotale": m.Total, "populationMunicipale": m.Municipal})
			}
		}
		list = append(list, object{"code": e.SIREN, "nom": e.Name, "type": e.Nature, "modeFinancement": e.Financing,
			"populationTotale": e.Total, "populationMunicipale": e.Municipal, "membres": members})
	}
	return list
}

// TestImport brings in a later millésime: shown first, applied when agreed to, and nothing the second time.
func TestImport(t *testing.T) {
	t.Parallel()
	dir, later := settled(t), laterMillesime(t)
	const (
		renamed = "22113 Lannion-Trégor: Lannion -> Lannion-Trégor"
		query   = `{ before: commune(code: "22349", on: "2026-12-31") { name validTo successors { on kind to { code name } } }
			after: commune(code: "22349", on: "2027-01-01") { name }
			lannion: commune(code: "22113") { name } sources { version } }`
		asBefore = `{"before":{"name":"Trédrez-Locquémeau","validTo":null,"successors":[]},"after":{"name":"Trédrez-Locquémeau"},"lannion":{"name":"Lannion"},` +
			`"sources":[{"version":"1.1.1"},{"version":"2.3.1"},{"version":"3.1.1"},{"version":"4.1.0"},{"version":"5.3.0"},{"version":"6.0.0"}]}`
		applied = `{"before":{"name":"Trédrez-Locquémeau","validTo":"2027-01-01","successors":[{"on":"2027-01-01","kind":"MERGED_INTO","to":{"code":"22113","name":"Lannion-Trégor"}}]},` +
			`"after":null,"lannion":{"name":"Lannion-Trégor"},"sources":[{"version":"1.1.1"},{"version":"2.3.1"},{"version":"3.1.1"},{"version":"4.1.0"},{"version":"5.3.0"},{"version":"6.0.0"},{"version":"7.0.0"}]}`
	)
	answers := func(want string) {
		t.Helper()
		p := serveOn(t, dir)
		var data json.RawMessage
		p.ask(query, nil, &data)
		if string(data) != want {
			t.Errorf("have %s\nwant %s", data, want)
		}
		p.stop(syscall.SIGTERM)
	}
	imports := func(in string, args ...string) string {
		t.Helper()
		p := launch(t, in, []string{"DATA_DIR=" + dir}, append([]string{"import"}, args...)...)
		if code := p.end(); code != 0 || p.err.String() != "" {
			t.Fatalf("import %v ends with code %d: %s", args, code, p.err)
		}
		return p.out.String()
	}

	out := imports("n\n", later)
	contains(t, out, "COG 2027, version 7.0.0: communes of 2027-01-01", renamed, "COMMUNE ENDED: 1", "Apply these changes? [y/N]", "nothing was changed")
	answers(asBefore)
	out = imports("", later, "-yes")
	contains(t, out, renamed, "applied: COG 2027")
	if strings.Contains(out, "[y/N]") {
		t.Errorf("it asks although it was told not to:\n%s", out)
	}
	answers(applied)
	again := imports("", later)
	contains(t, again, "nothing changes.", "nothing was changed")
	if strings.Contains(again, "[y/N]") {
		t.Errorf("it asks about nothing:\n%s", again)
	}
	answers(applied)
}
