package cog

import (
	"bytes"
	"reflect"
	"testing"
)

func TestEncodeDecode(t *testing.T) {
	t.Parallel()
	broken := mini2032()
	broken.EPCI[1].Members = append(broken.EPCI[1].Members, Member{Code: "99999", SIREN: "", Municipal: 5, Total: 2})
	want := []*Vintage{mini2031(), mini2032(), broken}
	var packed bytes.Buffer
	if err := Encode(&packed, want); err != nil {
		t.Fatal(err)
	}
	whole := packed.Bytes()
	have, err := Decode(bytes.NewReader(whole))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(have, want) {
		t.Errorf("have %+v\nwant %+v", have, want)
	}
	for cut := range whole {
		if _, err := Decode(bytes.NewReader(whole[:cut])); err == nil {
			t.Errorf("cut after %d bytes of %d: no error", cut, len(whole))
		}
	}
}

// The plain form too may be cut anywhere, and its numbers may be anything: no panic, no endless allocation.
func TestDecodeDamaged(t *testing.T) {
	t.Parallel()
	e := &encoder{}
	e.vintage(mini2032())
	plain := e.out.Bytes()
	for cut := range plain {
		d := &decoder{in: plain[:cut]}
		if d.vintage(); !d.short {
			t.Errorf("cut after %d bytes of %d: not noticed", cut, len(plain))
		}
	}
	for i := range plain {
		damaged := bytes.Clone(plain)
		damaged[i] ^= 0xff
		(&decoder{in: damaged}).vintage()
	}
}

func TestEncodeRefusesLineBreak(t *testing.T) {
	t.Parallel()
	v := mini2031()
	v.Communes[0].Name = "Al\npha"
	if err := Encode(&bytes.Buffer{}, []*Vintage{v}); err == nil {
		t.Error("no error")
	}
}
