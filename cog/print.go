package cog

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// shown is how many changes of one kind are told one by one: enough to judge an import, not so many as to bury it.
const shown = 20

// Count is how many changes of one kind befell entities of one kind.
type Count struct {
	Kind       ChangeKind
	EntityKind Kind
	Count      int
}

// Summary counts the changes by kind, in the order in which the kinds first occur.
func (r *Report) Summary() []Count {
	var counts []Count
	for _, c := range r.Changes {
		i := slices.IndexFunc(counts, func(n Count) bool { return n.Kind == c.Kind && n.EntityKind == c.EntityKind })
		if i < 0 {
			i = len(counts)
			counts = append(counts, Count{Kind: c.Kind, EntityKind: c.EntityKind})
		}
		counts[i].Count += c.Count
	}
	return counts
}

// Count is the number of changes of a kind that befell entities of a kind.
func (r *Report) Count(kind ChangeKind, entity Kind) int {
	for _, n := range r.Summary() {
		if n.Kind == kind && n.EntityKind == entity {
			return n.Count
		}
	}
	return 0
}

// WriteTo prints the report for people: what is odd in the source, then the changes, those of one kind together.
func (r *Report) WriteTo(w io.Writer) (int64, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, version %s: ", r.Millesime.Name, r.Millesime.Version)
	if r.Empty() {
		b.WriteString("nothing changes.\n")
	} else {
		fmt.Fprintf(&b, "communes of %s, EPCI of %s.\n", r.Millesime.CommunesOn, r.Millesime.EPCIOn)
	}
	for _, m := range r.Mismatches {
		fmt.Fprintf(&b, "  ! %s\n", m.Message)
	}
	for _, n := range r.Summary() {
		fmt.Fprintf(&b, "%s: %d\n", title(n.Kind, n.EntityKind), n.Count)
		told := 0
		for _, c := range r.Changes {
			if c.Kind != n.Kind || c.EntityKind != n.EntityKind {
				continue
			}
			if told++; told > shown {
				fmt.Fprintf(&b, "  ... and %d more\n", n.Count-shown)
				break
			}
			fmt.Fprintf(&b, "  %s\n", c)
		}
	}
	n, err := io.WriteString(w, b.String())
	return int64(n), err
}

func title(kind ChangeKind, entity Kind) string {
	return strings.TrimSpace(string(entity) + " " + string(kind))
}

// String is the change in one line.
func (c Change) String() string {
	switch {
	case c.EntityKind == "":
		return fmt.Sprintf("%d %s", c.Count, c.Name)
	case c.Kind == Succeeded || c.Kind == Joined:
		return fmt.Sprintf("%s %s: %s", c.Code, c.Name, c.After)
	case c.Kind == Left:
		return fmt.Sprintf("%s %s: %s", c.Code, c.Name, c.Before)
	case c.Before == "" && c.After == "":
		return fmt.Sprintf("%s %s", c.Code, c.Name)
	}
	return fmt.Sprintf("%s %s: %s -> %s", c.Code, c.Name, orNone(c.Before), orNone(c.After))
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}
