package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"strconv"

	_ "github.com/lib/pq"
)

const floorCommand = "floor"

// pool is how many connections each contender may hold.
const pool = 10

// serveFloor is what is left when everything that can be left out is: net/http, lib/pq, one kept statement per question,
// whose JSON goes out as it came.
func serveFloor(ctx context.Context, addr, dsn string) error {
	queries, err := readQueries(nil)
	if err != nil {
		return err
	}
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(pool)
	db.SetMaxIdleConns(pool)
	mux := http.NewServeMux()
	for _, q := range queries {
		stmt, err := db.PrepareContext(ctx, q.floor.words)
		if err != nil {
			return fmt.Errorf("%s: %w", q.name, err)
		}
		mux.HandleFunc("POST /"+q.name, passThrough(stmt))
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	server := &http.Server{Handler: mux}
	go func() {
		<-ctx.Done()
		server.Close()
	}()
	if err := server.Serve(listener); err != http.ErrServerClosed {
		return err
	}
	return nil
}

// passThrough answers a list of arguments with the statement's only value.
func passThrough(stmt *sql.Stmt) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var args []any
		if err := json.NewDecoder(r.Body).Decode(&args); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		if err := send(r.Context(), w, stmt, args); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	}
}

func send(ctx context.Context, w http.ResponseWriter, stmt *sql.Stmt, args []any) error {
	rows, err := stmt.QueryContext(ctx, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	var answer sql.RawBytes
	if rows.Next() {
		if err := rows.Scan(&answer); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil || answer == nil {
		return fmt.Errorf("no answer: %v", err)
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(answer)))
	_, err = w.Write(answer)
	return err
}
