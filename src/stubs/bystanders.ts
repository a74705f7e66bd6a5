// Packages that have nothing to do with Keras or TensorFlow.js: whatever a program takes out of them, they put no names among
// those that layers and `compile` look up.

import type { Dialect } from '../layers/config.ts';

const packages: ReadonlySet<string> = new Set(
  `
  __future__ _thread aifc antigravity array asyncio asyncore atexit audioop base64 bdb binascii builtins bz2 calendar cgi cmath cmd
  code codecs colorsys compileall concurrent configparser contextlib contextvars copy copyreg cProfile ctypes curses datetime dbm
  decimal difflib dis distutils doctest email encodings errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib gc getopt
  getpass gettext glob graphlib grp gzip hashlib heapq hmac html http imaplib imghdr imp inspect io ipaddress itertools keyword
  linecache locale lzma mailbox marshal math mimetypes mmap multiprocessing netrc numbers operator optparse os pathlib pdb pickle
  pickletools pkgutil platform plistlib posixpath pprint profile pstats pwd py_compile queue quopri random re readline reprlib resource
  runpy sched secrets select selectors shelve shlex shutil signal site smtplib socket socketserver sqlite3 ssl stat statistics string
  stringprep struct subprocess symtable sys sysconfig syslog tarfile tempfile termios textwrap threading time timeit tkinter token
  tokenize tomllib trace traceback tracemalloc tty turtle types typing unicodedata unittest urllib uuid venv warnings wave weakref
  webbrowser winreg winsound wsgiref xml xmlrpc zipfile zipimport zlib zoneinfo
  Tkinter cPickle ConfigParser Queue StringIO urllib2 urlparse commands

  numpy scipy pandas matplotlib mpl_toolkits pylab seaborn plotly bokeh altair sklearn skimage statsmodels sympy numba cython patsy
  PIL cv2 imageio imutils tifffile pydicom SimpleITK nibabel rasterio shapely geopandas osgeo pyproj cartopy netCDF4 xarray dask zarr
  tables h5py joblib cloudpickle dill yaml toml simplejson ujson jsonlines lxml bs4 requests urllib3 httpx aiohttp boto3 botocore
  google googleapiclient gdown kaggle wget tqdm rich click colorama termcolor tabulate prettytable docopt absl fire six attr attrs
  pydantic typing_extensions packaging pkg_resources setuptools pip psutil GPUtil pynvml pytz dateutil arrow pyarrow fastparquet
  nltk spacy gensim textblob wordcloud regex jieba sentencepiece tokenizers unidecode ftfy contractions emoji
  librosa soundfile pydub audioread sounddevice music21 pretty_midi mido midi gym gymnasium ale_py pybullet mujoco_py pygame box2d
  networkx igraph pydot pydot_ng graphviz pygraphviz rdkit Bio deepchem ase torch torchvision torchaudio jax jaxlib flax optax
  xgboost lightgbm catboost imblearn mlxtend category_encoders hyperopt skopt optuna bayes_opt deap shap lime eli5
  IPython ipywidgets ipykernel nbformat notebook jupyter google_colab streamlit gradio flask django fastapi uvicorn werkzeug bottle
  tornado jinja2 sqlalchemy psycopg2 pymysql mysql pymongo redis celery kafka paho serial RPi picamera cupy pycuda pyspark
  yfinance pandas_datareader quandl ta talib alpha_vantage investpy tweepy praw faker pytest nose mock hypothesis
  tensorflow_datasets tensorflow_docs medmnist trimesh open3d pyvista pyrender
  wandb mlflow comet_ml neptune sacred visdom albumentations imgaug Augmentor pycocotools lmdb msgpack snappy blosc
  selenium discord telegram twilio openpyxl xlrd xlsxwriter docx pptx fitz PyPDF2 pytesseract easyocr dlib face_recognition mtcnn
  mediapipe editdistance Levenshtein fuzzywuzzy rapidfuzz edward pymc3 emcee corner astropy healpy uproot ROOT root_numpy
  `
    .split(/\s+/)
    .filter(name => name !== ''),
);

/** Whether a module that the library does not know may register names of its own. */
export function mayRegister(module: string, dialect: Dialect): boolean {
  // Of the packages of JavaScript only those for TensorFlow.js can know of it.
  if (dialect === 'tfjs') return /tensorflow|tfjs|keras|^\.|^\//.test(module);
  return !packages.has(module.split('.')[0] ?? module);
}
