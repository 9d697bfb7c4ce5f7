package edge_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"maillage/edge"
)

// blank is a response writer that costs nothing.
type blank struct{ header http.Header }

func (b *blank) Header() http.Header         { return b.header }
func (b *blank) Write(p []byte) (int, error) { return len(p), nil }
func (b *blank) WriteHeader(int)             {}

// BenchmarkKept is what the edge adds to an operation that it knows.
func BenchmarkKept(b *testing.B) {
	data := `{"place":{"name":"` + strings.Repeat("x", 900) + `"}}`
	for name, body := range map[string]string{
		"plain":     question("query Place{place{name code near{name code}}}", nil),
		"variables": question("query Hello($n:String $t:Int){hello(name:$n times:$t)}", map[string]any{"n": "Locminé", "t": 3}),
	} {
		b.Run(name, func(b *testing.B) { serve(b, edge.Handler(says(data), quiet()), body) })
	}
}

// BenchmarkNew is what a document costs that nobody has sent yet.
func BenchmarkNew(b *testing.B) {
	o := quiet()
	o.Limits.Cache = 1
	h := edge.Handler(says(`{}`), o)
	serve(b, h, question("query Place{place{name code near{name code}}}", nil))
}

// BenchmarkRefused is what an attack costs; none may take 50 ms.
func BenchmarkRefused(b *testing.B) {
	h := edge.Handler(says(`{}`), quiet())
	for _, attack := range attacks {
		b.Run(strings.ReplaceAll(attack.name, " ", "_"), func(b *testing.B) { serve(b, h, question(attack.query, nil)) })
	}
	for name, query := range suspects {
		b.Run("within_limits/"+name, func(b *testing.B) { serve(b, h, question(query, nil)) })
	}
	b.Run("200_MB_body", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			r := httptest.NewRequest(http.MethodPost, "/graphql", &flood{size: 200 << 20})
			r.Header.Set("Content-Type", "application/json")
			h.ServeHTTP(&blank{http.Header{}}, r)
		}
	})
	b.Run("1_MB_of_variables", func(b *testing.B) {
		serve(b, h, `{"query":"query($n:String){hello(name:$n)}","variables":{"n":[`+strings.Repeat("1,", 500_000)+`1]}}`)
	})
}

// suspects pass the limits, or are only refused by validation: the worst that could be found.
var suspects = map[string]string{
	"wrong_fields":   "{place{" + each(490, "nothing#OfThisNameIsThereAndItGoesOnForALongWhile ") + "}}",
	"short_wrong":    "{place{" + each(490, "nam# ") + "}}",
	"wrong_types":    "{place{" + each(195, "...on Plase#WithANameThatGoesOnForALongWhile{name}") + "}}",
	"wrong_args":     "{hello(" + each(330, "nam#:1 ") + ")}",
	"fragments":      "{place{" + each(99, "...G# ") + "}}" + each(99, "fragment G# on Place{name}"),
	"fragment_cycle": "{place{...F0}}" + each(30, "fragment F# on Place{"+strings.Repeat("...F1 ...F2 ...F3 ", 4)+"}"),
	"many_pairs":     "{place{" + strings.Repeat("a{a{a{"+strings.Repeat("name ", 4)+"}}}", 49) + "}}",
	"operations":     each(240, "query Q#{hello}"),
}

// serve sends the same request again and again; making requests is not what is measured.
func serve(b *testing.B, h http.Handler, body string) {
	text := strings.NewReader(body)
	r := httptest.NewRequest(http.MethodPost, "/graphql", text)
	r.Header.Set("Content-Type", "application/json")
	r.Body = io.NopCloser(text)
	w := &blank{http.Header{}}
	b.ReportAllocs()
	for b.Loop() {
		text.Reset(body)
		clear(w.header)
		h.ServeHTTP(w, r)
	}
}
