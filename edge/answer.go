package edge

import (
	"encoding/json"
	"errors"
	"io"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
)

// errSilent is a schema that answers nothing at all, which is a bug.
var errSilent = errors.New("the schema gave no answer")

// compressed is the size from which an answer is worth compressing: below it, one packet carries it anyway.
const compressed = 1 << 10

// write sends an answer. Its data is written as it is; errors stand before it, where a reader sees them.
func (x *exchange) write(answer *graphql.Response) {
	if x.media == mediaStream { // not a live operation, yet asked for as one
		x.media = mediaGraphQL
	}
	head, tail := envelop(answer)
	length := len(head) + len(answer.Data) + len(tail)

	h := x.w.Header()
	h.Set("Content-Type", string(x.media))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Add("Vary", "Accept, Accept-Encoding")
	code := status(x.media, answer.Errors, len(answer.Data) > 0)
	if length > compressed && acceptsGzip(x.r.Header) {
		h.Set("Content-Encoding", "gzip")
		x.w.WriteHeader(code)
		z := zip(x.w)
		defer z.free()
		send(z, head, answer.Data, tail)
		return
	}
	h.Set("Content-Length", strconv.Itoa(length))
	x.w.WriteHeader(code)
	send(x.w, head, answer.Data, tail)
}

// send writes the parts; a client that has gone does not read on, and nobody else is to be told.
func send(w io.Writer, parts ...[]byte) {
	for _, p := range parts {
		if len(p) == 0 {
			continue
		}
		if _, err := w.Write(p); err != nil {
			return
		}
	}
}

// envelop is what stands around the data. A request that was not executed has no data, not even null.
func envelop(answer *graphql.Response) (head, tail []byte) {
	head = append(head, '{')
	if len(answer.Errors) > 0 {
		head = append(head, `"errors":`...)
		head = append(head, encode(answer.Errors)...)
	}
	switch {
	case len(answer.Data) == 0:
	case len(head) > 1:
		head = append(head, `,"data":`...)
	default:
		head = append(head, `"data":`...)
	}
	if len(answer.Extensions) > 0 {
		tail = append(tail, `,"extensions":`...)
		tail = append(tail, encode(answer.Extensions)...)
	}
	return head, append(tail, '}')
}

// encode is JSON of what the edge and the presenter made themselves; it can only fail by a bug, which net/http reports.
func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}
