package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/demarche-kg/demarche/schema"
)

// newExtractCmd returns the subcommand that finds positions and keeps no graph.
func newExtractCmd(s *settings) *cobra.Command {
	var strict bool
	var dir string
	cmd := &cobra.Command{
		Use:   "extract FILE|DIR...",
		Short: "Find positions and print them as JSON Lines",
		Long: `Extract finds the positions in each file and prints them, one JSON object a
line, in the order of the text. With --out DIR each input FILE.txt gives
DIR/FILE.jsonl.`,
		Example: "  demarche extract --out positions/ speeches/*.txt",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			files, err := inputs(args)
			if err != nil {
				return err
			}
			p, err := s.newPipeline()
			if err != nil {
				return err
			}
			if dir != "" {
				if err := checkNames(files); err != nil {
					return err
				}
				if err := os.MkdirAll(dir, 0o777); err != nil {
					return err
				}
			}
			out := bufio.NewWriter(cmd.OutOrStdout())
			bar := newProgress(cmd.ErrOrStderr(), "reading", len(files))
			failed := &failures{out: cmd.ErrOrStderr(), strict: strict, of: len(files)}
			err = p.run(cmd.Context(), files, each(func(f found) error {
				defer bar.step()
				if f.err == nil {
					if dir == "" {
						if err := writeLines(out, f.positions); err != nil {
							return err
						}
					} else {
						f.err = writeFile(filepath.Join(dir, stem(f.file)+".jsonl"), f.positions)
					}
				}
				return failed.add(cmd.Context(), f.err)
			}))
			bar.end()
			if err := errors.Join(err, out.Flush()); err != nil {
				return err
			}
			return failed.end()
		},
	}
	cmd.Flags().BoolVar(&strict, "strict", false, "stop at the first file that cannot be read")
	cmd.Flags().StringVar(&dir, "out", "", "folder for one .jsonl file each input, instead of standard output")
	return cmd
}

// stem is the base name of a file without its extension.
func stem(file string) string {
	base := filepath.Base(file)
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// checkNames checks that no two inputs would be written to one file.
func checkNames(files []string) error {
	taken := map[string]string{}
	for _, f := range files {
		if other, ok := taken[stem(f)]; ok {
			return fmt.Errorf("%s and %s would both become %s.jsonl: extract them into folders of their own", other, f, stem(f))
		}
		taken[stem(f)] = f
	}
	return nil
}

// writeFile writes positions to a file; where that fails no file is left.
func writeFile(name string, ps []schema.Position) (err error) {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	err = errors.Join(writeLines(w, ps), w.Flush(), f.Close())
	if err != nil {
		os.Remove(name)
	}
	return err
}

// writeLines writes positions as JSON, one a line.
func writeLines(w io.Writer, ps []schema.Position) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for i := range ps {
		if err := enc.Encode(&ps[i]); err != nil {
			return err
		}
	}
	return nil
}
