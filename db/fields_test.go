package db_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/lib/pq"

	"maillage/db"
	"maillage/db/dbtest"
	"maillage/model"
)

func TestRowFields(t *testing.T) {
	t.Parallel()
	for row, want := range map[string][]string{
		"":                         {},
		`(1,Lannion,,"")`:          {"1", "Lannion", "NULL", ""},
		`("a ""b"" \\ c","(,)",é)`: {`a "b" \ c`, "(,)", "é"},
		`(,)`:                      {"NULL", "NULL"},
		`("""")`:                   {`"`},
		`("\\")`:                   {`\`},
		`("{a,""b c""}",t)`:        {`{a,"b c"}`, "t"},
	} {
		have, err := db.RowFields(row, len(want))
		if err != nil {
			t.Errorf("%s: %v", row, err)
			continue
		}
		for i, f := range have {
			if f == nil && want[i] != "NULL" || f != nil && *f != want[i] {
				t.Errorf("%s: field %d differs from %q", row, i, want[i])
			}
		}
	}
	for _, row := range []string{"(", "1,2", `("a)`, `("a""")x`, "(1)", `("`, `("a`, "(1,2", "(1,2)x", "(1,2,3)", "(1,2)(3)", `(1,"2"x)`} {
		if have, err := db.RowFields(row, 2); err == nil {
			t.Errorf("%q is read as %v", row, have)
		}
	}
	if have, err := db.RowFields(`(1,"(2)")(,"")`, 2); err != nil || len(have) != 4 || *have[1] != "(2)" || have[2] != nil || *have[3] != "" {
		t.Errorf("two rows are read as %v, %v", have, err)
	}
}

// Whatever PostgreSQL holds comes back as it went in.
func TestRowsComeBack(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	r := rand.New(rand.NewPCG(1, 2))
	alphabet := []rune("ab\"\"\\\\,,()(){} \t\n\rœé€𝔘'")
	word := func() string {
		var b strings.Builder
		for range r.IntN(12) {
			b.WriteRune(alphabet[r.IntN(len(alphabet))])
		}
		return b.String()
	}
	for i := range 500 {
		a, list := word(), []string{word(), word()}
		var b *string
		if r.IntN(2) == 0 {
			b = new(word())
		}
		n, day, yes := r.IntN(1<<40)-1<<39, model.Date(r.IntN(40000)-20000), r.IntN(2) == 0
		var have struct {
			a       string
			b       *string
			list    []string
			n       int
			id      model.CollectivityID
			day     model.Date
			date    *model.Date
			yes     bool
			kind    model.CollectivityKind
			nothing *int
		}
		rows := 0
		err := s.Query(ctx, "select $1::text, $2::text, $3::text[], $4::bigint, $4::bigint, $5::date - 'epoch'::date, $5::date, $6::bool, $1::text, null::int",
			[]any{a, b, pq.Array(list), n, day, yes},
			[]any{&have.a, &have.b, (*pq.StringArray)(&have.list), &have.n, &have.id, &have.day, &have.date, &have.yes, &have.kind, &have.nothing},
			func() error { rows++; return nil })
		if err != nil {
			t.Fatal(err)
		}
		same := rows == 1 && have.a == a && (have.b == nil) == (b == nil) && (b == nil || *have.b == *b) && fmt.Sprint(have.list) == fmt.Sprint(list) &&
			have.n == n && int(have.id) == n && have.day == day && *have.date == day && have.yes == yes && string(have.kind) == a && have.nothing == nil
		if !same {
			t.Fatalf("row %d: %q %v %q %d %v %v came back as %+v", i, a, b, list, n, day, yes, have)
		}
	}
}

// What may be null, bytes, instants and exact numbers are read, too.
func TestKindsOfFields(t *testing.T) {
	t.Parallel()
	s := dbtest.Shared(t)
	var id, none *model.OfferID
	var packed, text []byte
	var at time.Time
	var never *time.Time
	var amount model.Decimal
	var kind *model.BasisKind
	err := db.ReadOne(context.Background(), s, `select 7::bigint, null::bigint, '\x00ff'::bytea, '{"a": 1}'::json, '2026-06-01 10:00:00.25+00'::timestamptz, null::timestamptz, 0.30::numeric, 'AGENTS'`,
		&id, &none, &packed, &text, &at, &never, &amount, &kind)
	if err != nil {
		t.Fatal(err)
	}
	if id == nil || *id != 7 || none != nil || string(packed) != "\x00\xff" || string(text) != `{"a": 1}` || !at.Equal(time.Date(2026, 6, 1, 10, 0, 0, 250e6, time.UTC)) ||
		never != nil || amount.String() != "0.30" || kind == nil || *kind != model.BasisKindAgents {
		t.Errorf("have %v %v %x %s %v %v %v %v", id, none, packed, text, at, never, amount, kind)
	}
}
