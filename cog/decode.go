package cog

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/klauspost/compress/zstd"

	"maillage/model"
)

// placed is a member and the position of its EPCI.
type placed struct {
	Member
	epci int
}

// flatten lists the members of all EPCI in the order of the communes, as the columns of the communes are: equal columns
// then meet equal columns.
func flatten(epci []EPCI) []placed {
	var members []placed
	for i, e := range epci {
		for _, m := range e.Members {
			members = append(members, placed{m, i})
		}
	}
	slices.SortStableFunc(members, func(a, b placed) int { return cmp.Compare(a.Code, b.Code) })
	return members
}

// Decode reads what Encode wrote.
func Decode(r io.Reader) ([]*Vintage, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	packed, ok := bytes.CutPrefix(data, []byte(magic))
	if !ok {
		return nil, errors.New("decode: this is no compact almanac of this version: generate it again")
	}
	z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(window))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	plain, err := z.DecodeAll(packed, nil)
	if err != nil {
		return nil, fmt.Errorf("decode: the compact almanac is damaged (%w): generate it again", err)
	}
	d := &decoder{in: plain}
	var vintages []*Vintage
	for range d.size() {
		vintages = append(vintages, d.vintage())
	}
	if d.short || len(d.in) > 0 {
		return nil, errors.New("decode: the compact almanac is cut or too long: generate it again")
	}
	return vintages, nil
}

type decoder struct {
	in    []byte
	short bool
}

func (d *decoder) number() int {
	n, read := binary.Varint(d.in)
	if read <= 0 {
		d.in, d.short = nil, true
		return 0
	}
	d.in = d.in[read:]
	return int(n)
}

// size is a number of things to come, each of which takes a byte at least.
func (d *decoder) size() int {
	n := d.number()
	if n < 0 || n > len(d.in) {
		d.in, d.short = nil, true
		return 0
	}
	return n
}

func (d *decoder) numbers(n int, set func(int, int)) {
	for i := range n {
		set(i, d.number())
	}
}

func (d *decoder) texts(n int, set func(int, string)) {
	length := d.size()
	column := string(d.in[:length]) // one allocation, of which the texts are parts
	d.in = d.in[length:]
	for i := range n {
		s, rest, _ := strings.Cut(column, "\n")
		set(i, s)
		column = rest
	}
}

func (d *decoder) text() (text string) {
	d.texts(1, func(_ int, s string) { text = s })
	return text
}

func (d *decoder) day() model.Date { return model.Date(d.number()) }

func (d *decoder) vintage() *Vintage {
	v := &Vintage{Millesime: Millesime{d.text(), d.text(), d.day(), d.day(), d.number(), d.number(), d.number()}}
	n := d.size()
	v.Regions = make([]Region, n)
	d.texts(n, func(i int, s string) { v.Regions[i].Code = s })
	d.texts(n, func(i int, s string) { v.Regions[i].Name = s })
	d.texts(n, func(i int, s string) { v.Regions[i].SeatCode = s })
	n = d.size()
	v.Departments = make([]Department, n)
	d.texts(n, func(i int, s string) { v.Departments[i].Code = s })
	d.texts(n, func(i int, s string) { v.Departments[i].Name = s })
	d.texts(n, func(i int, s string) { v.Departments[i].SeatCode = s })
	d.texts(n, func(i int, s string) { v.Departments[i].Region = s })
	n = d.size()
	v.Overseas = make([]Overseas, n)
	d.texts(n, func(i int, s string) { v.Overseas[i].Code = s })
	d.texts(n, func(i int, s string) { v.Overseas[i].Name = s })
	d.texts(n, func(i int, s string) { v.Overseas[i].SeatCode = s })
	v.Communes = d.communes()
	v.EPCI = d.epci()
	return v
}

func (d *decoder) communes() []Commune {
	n := d.size()
	communes, figures := make([]Commune, n), make([]int, n)
	d.texts(n, func(i int, s string) { communes[i].Code = s })
	d.texts(n, func(i int, s string) { communes[i].Name = s })
	d.texts(n, func(i int, s string) { communes[i].SIREN = s })
	d.texts(n, func(i int, s string) { communes[i].Department = s })
	d.texts(n, func(i int, s string) { communes[i].Region = s })
	d.texts(n, func(i int, s string) { communes[i].Overseas = s })
	d.texts(n, func(i int, s string) { communes[i].PostalCodes = fields(s) })
	d.texts(n, func(i int, s string) { communes[i].FormerCodes = fields(s) })
	d.numbers(n, func(i, p int) {
		if p >= 0 {
			figures[i] = p
			communes[i].Municipal = &figures[i]
		}
	})
	return communes
}

func fields(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, " ")
}

func (d *decoder) epci() []EPCI {
	n := d.size()
	epci := make([]EPCI, n)
	d.texts(n, func(i int, s string) { epci[i].SIREN = s })
	d.texts(n, func(i int, s string) { epci[i].Name = s })
	d.texts(n, func(i int, s string) { epci[i].Nature = Nature(s) })
	d.texts(n, func(i int, s string) { epci[i].Financing = Financing(s) })
	d.numbers(n, func(i, p int) { epci[i].Municipal = p })
	d.numbers(n, func(i, p int) { epci[i].Total = p })
	members := make([]placed, d.size())
	n = len(members)
	d.numbers(n, func(i, at int) { members[i].epci = at })
	d.texts(n, func(i int, s string) { members[i].Code = s })
	d.texts(n, func(i int, s string) { members[i].SIREN = s })
	d.numbers(n, func(i, p int) { members[i].Municipal = p })
	d.numbers(n, func(i, apart int) { members[i].Total = members[i].Municipal + apart })
	for _, m := range members {
		if m.epci < 0 || m.epci >= len(epci) {
			d.in, d.short = nil, true
			return epci
		}
		epci[m.epci].Members = append(epci[m.epci].Members, m.Member)
	}
	return epci
}
