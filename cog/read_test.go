package cog

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"maillage/model"
)

// folder is a package of one page: Rennes and Cesson-Sévigné in one métropole, an old commune and an overseas one.
func folder(dir string) fstest.MapFS {
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	return fstest.MapFS{
		dir + "regions.json": file(`[{"code": "53", "nom": "Bretagne", "chefLieu": "35238", "zone": "metro"},
			{"code": "975", "nom": "Saint-Pierre-et-Miquelon", "chefLieu": "97502", "zone": "com"}]`),
		dir + "departements.json": file(`[{"code": "35", "nom": "Ille-et-Vilaine", "chefLieu": "35238", "region": "53", "zone": "metro"},
			{"code": "975", "nom": "Saint-Pierre-et-Miquelon", "chefLieu": "97502", "region": "975", "zone": "com"}]`),
		dir + "communes.json": file(`[
			{"code": "35238", "nom": "Rennes", "type": "commune-actuelle", "siren": "213502388", "departement": "35", "region": "53",
				"codesPostaux": ["35700", "35000", "35200"], "population": 230890},
			{"code": "35051", "nom": "Cesson-Sévigné", "type": "commune-actuelle", "departement": "35", "region": "53",
				"codesPostaux": ["35510"], "anciensCodes": ["35356"], "population": 0},
			{"code": "35051", "nom": "Old", "type": "commune-deleguee", "chefLieu": "35051"},
			{"code": "97501", "nom": "Miquelon-Langlade", "type": "commune-actuelle", "departement": "975", "region": "975", "zone": "com"}]`),
		dir + "epci.json": file(`[{"code": "243500139", "nom": "Rennes Métropole", "type": "METRO", "modeFinancement": "FPU",
			"populationTotale": 12, "populationMunicipale": 10, "membres": [
			{"code": "35238", "siren": "213502388", "populationTotale": 7, "populationMunicipale": 6},
			{"code": "35051", "siren": "213500515", "populationTotale": 5, "populationMunicipale": 4}]}]`),
	}
}

const stated = `{"version": "7.0.0", "name": "COG 2027", "communesOn": "2027-01-01", "epciOn": "2026-01-01", "communeCensus": 2024, "epciCensus": 2023}`

func TestRead(t *testing.T) {
	t.Parallel()
	zero, rennes := 0, 230890
	want := &Vintage{
		Millesime:   Published()[5],
		Regions:     []Region{{"53", "Bretagne", "35238"}},
		Departments: []Department{{"35", "Ille-et-Vilaine", "35238", "53"}},
		Overseas:    []Overseas{{"975", "Saint-Pierre-et-Miquelon", "97502"}},
		Communes: []Commune{
			{Code: "35051", Name: "Cesson-Sévigné", SIREN: "213500515", Department: "35", Region: "53",
				PostalCodes: []string{"35510"}, FormerCodes: []string{"35356"}, Municipal: &zero},
			{Code: "35238", Name: "Rennes", SIREN: "213502388", Department: "35", Region: "53",
				PostalCodes: []string{"35000", "35200", "35700"}, Municipal: &rennes},
			{Code: "97501", Name: "Miquelon-Langlade", Overseas: "975"},
		},
		EPCI: []EPCI{{"243500139", "Rennes Métropole", NatureMETRO, FinancingFPU, 10, 12, []Member{
			{"35051", "213500515", 4, 5}, {"35238", "213502388", 6, 7}}}},
	}
	t.Run("unpacked package", func(t *testing.T) {
		t.Parallel()
		for _, top := range []string{"", "package/"} {
			fsys := folder(top + "data/")
			fsys[top+"package.json"] = &fstest.MapFile{Data: []byte(`{"version": "6.0.0"}`)}
			if have, err := Read(fsys); err != nil || !reflect.DeepEqual(have, want) {
				t.Errorf("in %q: %v\nhave %+v\nwant %+v", top, err, have, want)
			}
		}
	})
	t.Run("files side by side, stated", func(t *testing.T) {
		t.Parallel()
		fsys := folder("")
		fsys["vintage.json"] = &fstest.MapFile{Data: []byte(stated)}
		have, err := Read(fsys)
		if err != nil {
			t.Fatal(err)
		}
		other := *want
		other.Millesime = Millesime{"7.0.0", "COG 2027", newYear(2027), newYear(2026), 2024, 2023, 2017}
		if !reflect.DeepEqual(have, &other) {
			t.Errorf("have %+v\nwant %+v", have, &other)
		}
	})
	t.Run("overseas as in 2021", func(t *testing.T) {
		t.Parallel()
		fsys := folder("data/")
		fsys["package.json"] = &fstest.MapFile{Data: []byte(`{"version": "1.1.1"}`)}
		fsys["data/departements.json"].Data = []byte(`[{"code": "35", "nom": "Ille-et-Vilaine", "chefLieu": "35238", "region": "53"}]`)
		fsys["data/communes.json"].Data = []byte(`[{"code": "97501", "nom": "Miquelon-Langlade", "type": "commune-actuelle",
			"collectiviteOutremer": {"code": "975", "nom": "Saint-Pierre-et-Miquelon"}}]`)
		have, err := Read(fsys)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(have.Overseas, []Overseas{{Code: "975", Name: "Saint-Pierre-et-Miquelon"}}) || have.Communes[0].Overseas != "975" {
			t.Errorf("have %+v", have)
		}
	})
}

// Every fault of a folder is told at once, with its file, its record and what to do.
func TestReadFaults(t *testing.T) {
	t.Parallel()
	fsys := folder("data/")
	fsys["package.json"] = &fstest.MapFile{Data: []byte(`{"version": "7.0.0"}`)}
	fsys["data/departements.json"].Data = []byte(`[{"code": "3", "nom": ""}]`)
	fsys["data/communes.json"].Data = []byte(`[
		{"code": "3523", "nom": "", "type": "commune-actuelle", "siren": "213502389", "population": -1, "codesPostaux": ["3500"], "anciensCodes": ["x"]},
		{"code": "35238", "nom": "Rennes", "type": "commune-actuelle", "departement": "35", "region": "53", "population": "many"},
		{"code": "35238", "nom": "Rennes", "type": "commune-actuelle", "departement": "35", "region": "53"}]`)
	fsys["data/epci.json"].Data = []byte(`[
		{"code": "243500130", "nom": "", "type": "SAN", "modeFinancement": "?", "populationTotale": 1, "membres": [{"code": "35", "siren": "1"}]},
		{"code": "243500139", "nom": "A", "type": "CC", "modeFinancement": "FA", "populationTotale": 1, "populationMunicipale": 1},
		{"code": "243500139", "nom": "B", "type": "CC", "modeFinancement": "FA", "populationTotale": 1, "populationMunicipale": 1, "membres": [{"code":`)
	_, err := Read(fsys)
	var faults model.Errors
	if !errors.As(err, &faults) {
		t.Fatalf("want model.Errors, have %T: %v", err, err)
	}
	for _, want := range []string{
		`vintage.json, the file: is missing, and version "7.0.0" is not known by heart`,
		`departements.json, record 1 (3): its code "3"`,
		`departements.json, record 1 (3): it has no name`,
		`communes.json, record 1 (3523): its code "3523"`,
		`communes.json, record 1 (3523): it has no name`,
		`communes.json, record 1 (3523): its SIREN "213502389"`,
		`communes.json, record 1 (3523): it has neither department`,
		`communes.json, record 1 (3523): its population -1`,
		`communes.json, record 1 (3523): its postal code "3500"`,
		`communes.json, record 1 (3523): its ancien code "x"`,
		`communes.json, record 2: population is of the wrong type, string`,
		`communes.json, record 3 (35238): the code 35238 is there twice`,
		`epci.json, record 1 (243500130): its SIREN "243500130"`,
		`epci.json, record 1 (243500130): it has no name`,
		`epci.json, record 1 (243500130): its type "SAN"`,
		`epci.json, record 1 (243500130): its modeFinancement "?"`,
		`epci.json, record 1 (243500130): populationMunicipale is missing`,
		`epci.json, record 1 (243500130), member 35: its code "35"`,
		`epci.json, record 1 (243500130), member 35: its SIREN "1"`,
		`epci.json, record 2 (243500139): it has no member`,
		`epci.json, record 3: is cut or is not JSON`,
	} {
		if !slices.ContainsFunc(faults, func(e *model.Error) bool { return strings.HasPrefix(e.Message, want) }) {
			t.Errorf("not told: %s", want)
		}
	}
	for _, e := range faults {
		if e.Path == "" || e.Code != model.CodeInvalid {
			t.Errorf("fault without place: %+v", e)
		}
	}
}

func TestReadMillesimeFaults(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		files map[string]string
		want  string
	}{
		"empty folder":   {map[string]string{}, "communes.json, the file: cannot be opened"},
		"no array":       {map[string]string{"communes.json": "{}"}, "communes.json, the file: is not a JSON array"},
		"no record":      {map[string]string{"communes.json": "[]"}, "communes.json, the file: is empty"},
		"package.json":   {map[string]string{"package.json": "{"}, "package.json, the file: is not JSON"},
		"vintage.json":   {map[string]string{"vintage.json": "["}, "vintage.json, the file: cannot be read"},
		"no such day":    {map[string]string{"vintage.json": strings.Replace(stated, "2027-01-01", "2027-02-30", 1)}, `vintage.json, communesOn: "2027-02-30" is not a date`},
		"no census":      {map[string]string{"vintage.json": strings.Replace(stated, "2023", "0", 1)}, "vintage.json, epciCensus: the year of a census is needed"},
		"no name":        {map[string]string{"vintage.json": strings.Replace(stated, "COG 2027", "", 1)}, "vintage.json, version, name: a version"},
		"what to write":  {map[string]string{}, `"communesOn": "2027-01-01"`},
		"version itself": {map[string]string{"vintage.json": strings.Replace(stated, "7.0.0", "", 1)}, "vintage.json, version, name: a version"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			fsys := fstest.MapFS{}
			for file, text := range test.files {
				fsys[file] = &fstest.MapFile{Data: []byte(text)}
			}
			if _, err := Read(fsys); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("want %s, have %v", test.want, err)
			}
		})
	}
}
