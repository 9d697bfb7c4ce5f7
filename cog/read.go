package cog

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"maillage/model"
)

// Read reads the folder of one published version: its package.json and data/*.json, or these files side by side. A version
// that Published does not list needs a vintage.json beside them, which says of which days and censuses it is. The error is
// model.Errors and holds every fault found, each with its file, its record and what to do. What is readable but odd is no
// fault: Check and Graph.Apply tell it.
func Read(fsys fs.FS) (*Vintage, error) {
	if _, err := fs.Stat(fsys, "package/package.json"); err == nil {
		if sub, err := fs.Sub(fsys, "package"); err == nil {
			fsys = sub
		}
	}
	r := &reader{fsys: fsys}
	if _, err := fs.Stat(fsys, "data"); err == nil {
		r.dir = "data"
	}
	v := &Vintage{Millesime: r.millesime()}
	r.territories(v)
	r.communes(v)
	r.epci(v)
	v.learnSIREN()
	v.sort()
	if err := r.faults.Err(); err != nil {
		return nil, err
	}
	return v, nil
}

// reader gathers the faults of one folder.
type reader struct {
	fsys   fs.FS
	dir    string
	faults model.Errors
}

func (r *reader) fault(file, record, format string, args ...any) {
	r.faults.Add(file+": "+record, model.Invalid("", "%s, %s: %s", file, record, fmt.Sprintf(format, args...)))
}

// records reads a file that is one JSON array, record by record, so that a record that does not fit is named and the
// next ones are read all the same.
func records[T any](r *reader, file string) []T {
	f, err := r.fsys.Open(path.Join(r.dir, file))
	if err != nil {
		r.fault(file, "the file", "cannot be opened (%v): give the folder of the unpacked package, which holds data/%s", err, file)
		return nil
	}
	defer f.Close()
	dec := json.NewDecoder(f)
	if t, err := dec.Token(); err != nil || t != json.Delim('[') {
		r.fault(file, "the file", "is not a JSON array: unpack the package again")
		return nil
	}
	var all []T
	for dec.More() {
		var one T
		var odd *json.UnmarshalTypeError
		switch err := dec.Decode(&one); {
		case errors.As(err, &odd):
			field := cmp.Or(odd.Field, "It")
			r.fault(file, fmt.Sprintf("record %d", len(all)+1), "%s is of the wrong type, %s: mend it at its source",
				strings.ToLower(field[:1])+field[1:], odd.Value)
		case err != nil:
			r.fault(file, fmt.Sprintf("record %d", len(all)+1), "is cut or is not JSON (%v): unpack the package again", err)
			return all
		}
		all = append(all, one)
	}
	if len(all) == 0 {
		r.fault(file, "the file", "is empty: unpack the package again")
	}
	return all
}

// learnSIREN gives a commune without SIREN the one that the EPCI file knows it by.
func (v *Vintage) learnSIREN() {
	known := make(map[string]string)
	for _, e := range v.EPCI {
		for _, m := range e.Members {
			known[m.Code] = m.SIREN
		}
	}
	for i := range v.Communes {
		if c := &v.Communes[i]; c.SIREN == "" {
			c.SIREN = known[c.Code]
		}
	}
}

// sort puts everything in the order of the codes, which is the one form that the rest of the room relies on.
func (v *Vintage) sort() {
	slices.SortStableFunc(v.Regions, func(a, b Region) int { return cmp.Compare(a.Code, b.Code) })
	slices.SortStableFunc(v.Departments, func(a, b Department) int { return cmp.Compare(a.Code, b.Code) })
	slices.SortStableFunc(v.Overseas, func(a, b Overseas) int { return cmp.Compare(a.Code, b.Code) })
	slices.SortStableFunc(v.Communes, func(a, b Commune) int { return cmp.Compare(a.Code, b.Code) })
	slices.SortStableFunc(v.EPCI, func(a, b EPCI) int { return cmp.Compare(a.SIREN, b.SIREN) })
	for _, e := range v.EPCI {
		slices.SortStableFunc(e.Members, func(a, b Member) int { return cmp.Compare(a.Code, b.Code) })
	}
}
