package cog

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/klauspost/compress/zstd"

	"maillage/model"
)

// magic opens the compact form; its last letter counts the versions of the form.
const magic = "COG1"

// window lets the compressor look back over a whole vintage: what did not change since the one before is then found
// again and costs almost nothing, so that no difference has to be written down.
const window = 1 << 23

// Encode writes the vintages in their compact form: each field of all records as one column, members of EPCI in the order
// of the communes, all compressed together.
func Encode(w io.Writer, vintages []*Vintage) error {
	e := &encoder{}
	e.number(len(vintages))
	for _, v := range vintages {
		e.vintage(v)
	}
	if e.err != nil {
		return e.err
	}
	z, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithWindowSize(window))
	if err != nil {
		return err
	}
	_, err = w.Write(z.EncodeAll(e.out.Bytes(), []byte(magic)))
	return errors.Join(err, z.Close())
}

type encoder struct {
	out bytes.Buffer
	err error
}

func (e *encoder) number(n int) {
	e.out.Write(binary.AppendVarint(e.out.AvailableBuffer(), int64(n)))
}

// numbers writes a column of whole numbers.
func (e *encoder) numbers(n int, at func(int) int) {
	for i := range n {
		e.number(at(i))
	}
}

// texts writes a column of texts, one line each.
func (e *encoder) texts(n int, at func(int) string) {
	var column strings.Builder
	for i := range n {
		s := at(i)
		if strings.Contains(s, "\n") {
			e.err = fmt.Errorf("encode: %q holds a line break, which the compact form cannot: mend it at its source", s)
		}
		column.WriteString(s)
		column.WriteByte('\n')
	}
	e.number(column.Len())
	e.out.WriteString(column.String())
}

func (e *encoder) text(s string) { e.texts(1, func(int) string { return s }) }

func (e *encoder) day(d model.Date) { e.number(int(d)) }

func (e *encoder) vintage(v *Vintage) {
	e.text(v.Version)
	e.text(v.Name)
	e.day(v.CommunesOn)
	e.day(v.EPCIOn)
	e.number(v.CommuneCensus)
	e.number(v.EPCICensus)
	e.number(v.MayotteCensus)

	n := len(v.Regions)
	e.number(n)
	e.texts(n, func(i int) string { return v.Regions[i].Code })
	e.texts(n, func(i int) string { return v.Regions[i].Name })
	e.texts(n, func(i int) string { return v.Regions[i].SeatCode })
	n = len(v.Departments)
	e.number(n)
	e.texts(n, func(i int) string { return v.Departments[i].Code })
	e.texts(n, func(i int) string { return v.Departments[i].Name })
	e.texts(n, func(i int) string { return v.Departments[i].SeatCode })
	e.texts(n, func(i int) string { return v.Departments[i].Region })
	n = len(v.Overseas)
	e.number(n)
	e.texts(n, func(i int) string { return v.Overseas[i].Code })
	e.texts(n, func(i int) string { return v.Overseas[i].Name })
	e.texts(n, func(i int) string { return v.Overseas[i].SeatCode })
	e.communes(v.Communes)
	e.epci(v.EPCI)
}

func (e *encoder) communes(communes []Commune) {
	n := len(communes)
	e.number(n)
	e.texts(n, func(i int) string { return communes[i].Code })
	e.texts(n, func(i int) string { return communes[i].Name })
	e.texts(n, func(i int) string { return communes[i].SIREN })
	e.texts(n, func(i int) string { return communes[i].Department })
	e.texts(n, func(i int) string { return communes[i].Region })
	e.texts(n, func(i int) string { return communes[i].Overseas })
	e.texts(n, func(i int) string { return strings.Join(communes[i].PostalCodes, " ") })
	e.texts(n, func(i int) string { return strings.Join(communes[i].FormerCodes, " ") })
	e.numbers(n, func(i int) int {
		if communes[i].Municipal == nil {
			return -1
		}
		return *communes[i].Municipal
	})
}

func (e *encoder) epci(epci []EPCI) {
	n := len(epci)
	e.number(n)
	e.texts(n, func(i int) string { return epci[i].SIREN })
	e.texts(n, func(i int) string { return epci[i].Name })
	e.texts(n, func(i int) string { return string(epci[i].Nature) })
	e.texts(n, func(i int) string { return string(epci[i].Financing) })
	e.numbers(n, func(i int) int { return epci[i].Municipal })
	e.numbers(n, func(i int) int { return epci[i].Total })
	members := flatten(epci)
	n = len(members)
	e.number(n)
	e.numbers(n, func(i int) int { return members[i].epci })
	e.texts(n, func(i int) string { return members[i].Code })
	e.texts(n, func(i int) string { return members[i].SIREN })
	e.numbers(n, func(i int) int { return members[i].Municipal })
	e.numbers(n, func(i int) int { return members[i].Total - members[i].Municipal })
}
