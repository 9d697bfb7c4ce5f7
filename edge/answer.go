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

// Headers that never change, with their canonical names: Header.Set would make a slice of each, every time. They are
// as long as they can be, so that whoever adds to one gets a slice of their own.
var (
	noSniff = []string{"nosniff"}
	varies  = []string{"Accept, Accept-Encoding"}
	types   = map[media][]string{mediaJSON: {string(mediaJSON)}, mediaGraphQL: {string(mediaGraphQL)}}
)

// write sends an answer. Its data is written as it is; errors stand before it, where a reader sees them.
func (x *exchange) write(answer *graphql.Response) {
	if x.media == mediaStream { // not a live operation, yet asked for as one
		x.media = mediaGraphQL
	}
	head, tail := envelop(answer)
	length := len(head) + len(answer.Data) + len(tail)

	h := x.w.Header()
	h["Content-Type"] = types[x.media]
	h["X-Content-Type-Options"] = noSniff
	if before := h["Vary"]; before == nil {
		h["Vary"] = varies
	} else {
		h["Vary"] = append(before, varies...)
	}
	code := status(x.media, answer.Errors, len(answer.Data) > 0)
	if length > compressed && acceptsGzip(x.r.Header) {
		h.Set("Content-Encoding", "gzip")
		x.w.WriteHeader(code)
		z := zip(x.w)
		defer z.free()
		send(z, head, answer.Data, tail)
		return
	}
	h["Content-Length"] = []string{strconv.Itoa(length)}
	x.w.WriteHeader(code)
	answer.Data = append(answer.Data, tail...) // on its own it would be a packet more
	send(x.w, head, answer.Data)
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

// opening and ending stand around data that is all there is to say.
var opening, ending = []byte(`{"data":`), []byte("}")

// envelop is what stands around the data. A request that was not executed has no data, not even null.
func envelop(answer *graphql.Response) (head, tail []byte) {
	if len(answer.Errors) == 0 && len(answer.Extensions) == 0 && len(answer.Data) > 0 {
		return opening, ending
	}
	head = append(head, '{')
	if len(answer.Errors) > 0 {
		head = append(head, `"errors":`...)
		head = append(head, encode(answer.Errors)...)
	}
	if len(answer.Data) > 0 && len(head) > 1 {
		head = append(head, ',')
	}
	if len(answer.Data) > 0 {
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
