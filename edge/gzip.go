package edge

import (
	"io"
	"sync"

	"github.com/klauspost/compress/gzip"
)

// zipper is a compressor at its fastest level, which saves most of the bytes for a fraction of the work. Each holds
// some hundred kilobytes, so they are lent.
type zipper struct{ *gzip.Writer }

var zippers = sync.Pool{New: func() any {
	w, err := gzip.NewWriterLevel(io.Discard, gzip.BestSpeed)
	if err != nil {
		panic(err) // the level is a constant
	}
	return w
}}

func zip(w io.Writer) zipper {
	z := zippers.Get().(*gzip.Writer)
	z.Reset(w)
	return zipper{z}
}

// free ends the stream and gives the compressor back without its writer.
func (z zipper) free() {
	_ = z.Close() // fails only where the client has gone
	z.Reset(io.Discard)
	zippers.Put(z.Writer)
}
