package model_test

import (
	"encoding/base64"
	"errors"
	"reflect"
	"testing"

	"maillage/model"
)

func TestNewPage(t *testing.T) {
	t.Parallel()
	ours := model.Cursor{Order: "commune code asc", Values: []string{"56117"}}
	t.Run("OK nothing given", func(t *testing.T) {
		t.Parallel()
		if p, err := model.NewPage(nil, nil); err != nil || p.First != 20 || p.After.Order != "" {
			t.Errorf("have %v, %v", p, err)
		}
	})
	t.Run("OK limits", func(t *testing.T) {
		t.Parallel()
		for _, n := range []int{1, model.MaxPage} {
			if p, err := model.NewPage(&n, new(ours.String())); err != nil || p.First != n || !reflect.DeepEqual(p.After, ours) {
				t.Errorf("first %d: have %v, %v", n, p, err)
			}
		}
	})
	for _, n := range []int{-1, 0, model.MaxPage + 1, 1 << 40} {
		t.Run("ErrFirst", func(t *testing.T) {
			t.Parallel()
			_, err := model.NewPage(&n, nil)
			wantPaths(t, err, "first")
		})
	}
	t.Run("ErrBoth", func(t *testing.T) {
		t.Parallel()
		_, err := model.NewPage(new(0), new("garbage"))
		wantPaths(t, err, "first", "after")
	})
}

func TestCursorRoundTrip(t *testing.T) {
	t.Parallel()
	for _, c := range []model.Cursor{
		{Order: "commune code asc", Values: []string{"56117"}},
		{Order: "commune name desc code asc", Values: []string{`L'Île-d'Yeu "85"`, "85113"}},
		{Order: "commune population asc code asc", Values: []string{"-1", "97501"}},
		{Order: "o", Values: []string{"", "\n\t\\ œ 💧 ]["}},
	} {
		if p, err := model.NewPage(nil, new(c.String())); err != nil || !reflect.DeepEqual(p.After, c) {
			t.Errorf("%v is read back as %v, %v", c, p.After, err)
		}
	}
}

func TestCursorsOfOthers(t *testing.T) {
	t.Parallel()
	encode := func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }
	for name, s := range map[string]string{
		"ErrEmpty": "", "ErrText": "garbage!", "ErrPadded": encode(`["o","1"]`) + "=", "ErrNotJSON": encode("56117"), "ErrObject": encode(`{"o":"1"}`),
		"ErrNumbers": encode(`["o",1]`), "ErrNull": encode("null"), "ErrNoOrder": encode("[]"), "ErrNoValues": encode(`["o"]`), "ErrNamelessOrder": encode(`["","1"]`),
		"ErrNUL": encode(`["o","a\u0000b"]`), "ErrTail": encode(`["o","1"] x`), "ErrRelay": base64.StdEncoding.EncodeToString([]byte("arrayconnection:1")),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := model.NewPage(nil, &s)
			wantPaths(t, err, "after")
		})
	}
}

// wantPaths holds an error to be the faults at these places, all INVALID.
func wantPaths(t *testing.T, err error, paths ...string) {
	t.Helper()
	var faults model.Errors
	if !errors.As(err, &faults) {
		t.Fatalf("have %v, want faults at %q", err, paths)
	}
	have := make([]string, len(faults))
	for i, f := range faults {
		have[i] = f.Path
		if f.Code != model.CodeInvalid || f.Message == "" {
			t.Errorf("%s: have %s %q", f.Path, f.Code, f.Message)
		}
	}
	if !reflect.DeepEqual(have, paths) {
		t.Errorf("faults at %q, want %q", have, paths)
	}
}
