package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"maillage/actions"
	"maillage/contribution"
	"maillage/model"
)

// importRules enters the rules of files as drafts. Files are read before the database is touched, so that one that is wrong
// costs nothing.
func importRules(ctx context.Context, c config, names []string, out io.Writer) error {
	var faults model.Errors
	files := make([]actions.RuleFile, len(names))
	for i, name := range names {
		text, err := readFile(name)
		if err == nil {
			files[i], err = actions.ReadRule(name, text)
		}
		faults.AddAll(err)
	}
	if err := faults.Err(); err != nil {
		return err
	}
	g, err := stand(ctx, c, out)
	if err != nil {
		return err
	}
	defer g.close()
	rows, fresh, err := g.ImportRules(ctx, files)
	if err != nil {
		return err
	}
	for i, row := range rows {
		what := "already there"
		if fresh[i] {
			what = "drafted"
		}
		fmt.Fprintf(out, "%s: %s version %d, from %s\n", what, row.Code, row.Version, names[i])
	}
	return nil
}

// readFile reads what a rule's file may hold, and a byte more, which Decode refuses.
func readFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", name, reason(err))
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, contribution.Largest+1))
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", name, reason(err))
	}
	return text, nil
}

// exportRules writes every version of every rule into a folder; what else is in it stays, and is not looked at.
func exportRules(ctx context.Context, c config, folder string, out io.Writer) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return fmt.Errorf("%s cannot be written to: %w", folder, reason(err))
	}
	g, err := stand(ctx, c, out)
	if err != nil {
		return err
	}
	defer g.close()
	files, err := g.ExportRules(ctx)
	if err != nil {
		return err
	}
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(folder, f.Name), f.Text(), 0o644); err != nil {
			return fmt.Errorf("%s cannot be written to: %w", folder, reason(err))
		}
	}
	fmt.Fprintf(out, "written: %d versions of rules, in %s\n", len(files), folder)
	return nil
}

// reason is why a file cannot be used, without its name, which has been told.
func reason(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
