// Package documents is the paper: what leaves as a file or as a page to print. It reads through db and actions, renders, and owns
// no rule. A document is fetched by a signed path, so that a browser needs no key.
package documents

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"maillage/actions"
	"maillage/db"
	"maillage/model"
)

// Office hands documents out.
type Office struct {
	DB      *db.Store
	Actions *actions.Actions
	Now     func() time.Time
	Notice  string // on every page: what is made up
	links   *links
}

// Open is an office. Its signed paths hold for a quarter of an hour, and no longer than the server runs.
func Open(o Office) *Office {
	o.links = newLinks(o.Now)
	return &o
}

// Dues is the path of the file of a call's dues.
func (o *Office) Dues(year int, format model.ExportFormat) string {
	return o.links.sign(fmt.Sprintf("/documents/calls/%d/%s", year, files[format].name))
}

// Statement is the path of the detailed statement of a payer in a call.
func (o *Office) Statement(year int, payer model.CollectivityID) string {
	return o.links.sign(fmt.Sprintf("/documents/calls/%d/statements/%d", year, int64(payer)))
}

// Handler serves what the paths name. What a call comes to is fetched by signed paths: one that is not signed, or too old, is refused
// with the way to a new one. What the API tells everybody is open.
func (o *Office) Handler() http.Handler {
	calls, mux := http.NewServeMux(), http.NewServeMux()
	mark := ""
	if o.Notice != "" {
		mark = "-demonstration" // a table has no place for a notice, its name has
	}
	for _, f := range files {
		calls.HandleFunc("GET /documents/calls/{year}/"+f.name, o.call(func(ctx context.Context, w http.ResponseWriter, call *model.Campaign, _ *http.Request) error {
			rows, err := o.DB.DueRows(ctx, call.ID)
			if err != nil {
				return err
			}
			w.Header().Set("Content-Type", f.kind)
			w.Header().Set("Content-Disposition", fmt.Sprintf(`attachment; filename="contributions-%d%s.%s"`, call.Year, mark, f.extension))
			return f.write(w, call, rows)
		}))
	}
	calls.HandleFunc("GET /documents/calls/{year}/statements/{payer}", o.call(o.statement))
	mux.HandleFunc("GET /documents/calls/", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "private, no-store")
		if !o.links.valid(r) {
			http.Error(w, "this path is not valid, or no longer: ask the API for a new one (export, statement)", http.StatusForbidden)
			return
		}
		calls.ServeHTTP(w, r)
	})
	mux.HandleFunc("GET /documents/stakes/{year}/{code}", answered(o.stake))
	mux.HandleFunc("GET /documents/reports/{year}/{kind}/{code}", answered(o.report))
	return mux
}

// answered writes a document, or why there is none.
func answered(write func(context.Context, http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		err := write(r.Context(), w, r)
		var fault *model.Error
		switch {
		case errors.As(err, &fault) && fault.Code == model.CodeNotFound:
			http.Error(w, fault.Message, http.StatusNotFound)
		case errors.As(err, &fault):
			http.Error(w, fault.Message, http.StatusBadRequest)
		case err != nil && r.Context().Err() == nil:
			slog.Error("a document could not be written", "path", r.URL.Path, "error", err)
			http.Error(w, "the document could not be written", http.StatusInternalServerError)
		}
	}
}

// yearOf is the year in a path.
func yearOf(r *http.Request) (int, error) {
	year, err := strconv.Atoi(r.PathValue("year"))
	if err != nil {
		return 0, model.Invalid("year", "%q is no year: write it as 2026", r.PathValue("year"))
	}
	return year, nil
}

// call finds the call that a path names.
func (o *Office) call(write func(context.Context, http.ResponseWriter, *model.Campaign, *http.Request) error) http.HandlerFunc {
	return answered(func(ctx context.Context, w http.ResponseWriter, r *http.Request) error {
		year, err := yearOf(r)
		if err != nil {
			return err
		}
		call, err := o.DB.CampaignOf(ctx, year)
		if err != nil {
			return err
		}
		if call == nil {
			return model.NotFound("year", "no call is open for %d", year)
		}
		return write(ctx, w, call, r)
	})
}
